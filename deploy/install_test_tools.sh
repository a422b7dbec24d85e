#!/usr/bin/env bash
# What `make test` needs besides Python packages: a browser with fonts, PostgreSQL 15, nginx, Redis, Node, the library
# that sets text in a PDF, and Java, which veraPDF runs under.
# Looked for by file rather than by package, so that a tool installed in another way counts too.
set -euo pipefail

missing=()
command -v chromium >/dev/null || missing+=(chromium)
[[ -f /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf ]] || missing+=(fonts-dejavu-core)
# The Node that Playwright's Python package brings along needs this library.
compgen -G '/usr/lib/*/libatomic.so.1' >/dev/null || missing+=(libatomic1)
compgen -G '/usr/lib/*/libpangoft2-1.0.so.0' >/dev/null || missing+=(libpango-1.0-0 libpangoft2-1.0-0)
[[ -x /usr/lib/postgresql/15/bin/initdb ]] || missing+=(postgresql-15)
command -v nginx >/dev/null || [[ -x /usr/sbin/nginx ]] || missing+=(nginx)
command -v redis-server >/dev/null || missing+=(redis-server)
command -v npm >/dev/null || missing+=(npm)
command -v java >/dev/null || missing+=(default-jre-headless)

node_version=$(node --version 2>/dev/null | tr -d v || true)
if [[ -z $node_version ]]; then
    missing+=(nodejs)
elif ((${node_version%%.*} < 18)); then
    echo "Node er version $node_version, men testene kræver mindst version 18." >&2
    exit 1
fi

[[ ${#missing[@]} -gt 0 ]] || exit 0

if [[ $EUID -ne 0 ]] || ! command -v apt-get >/dev/null; then
    echo "Testene mangler: ${missing[*]}" >&2
    echo "Installér det med: sudo apt-get install ${missing[*]}" >&2
    exit 1
fi

echo "Henter med apt: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
