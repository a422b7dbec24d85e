#!/usr/bin/env bash
# Creates .venv and installs the pinned packages of one requirements file; does nothing when nothing has changed.
#   deploy/venv.sh requirements.txt | requirements-dev.txt
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

wanted=${1:-requirements.txt}

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

ensure_python() {
    command -v python3 >/dev/null || fail "python3 mangler. Installér den med: sudo apt-get install python3 python3-venv"
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        fail "Portalen kræver Python 3.11 eller nyere, men python3 er $(python3 -V 2>&1)."
    # Debian ships venv without ensurepip until python3-venv is installed.
    python3 -c 'import venv, ensurepip' 2>/dev/null && return
    if [[ $EUID -ne 0 ]] || ! command -v apt-get >/dev/null; then
        fail "python3-venv mangler. Installér pakken med: sudo apt-get install python3-venv"
    fi
    echo "    henter python3-venv med apt"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv >/dev/null
}

# requirements-dev.txt includes requirements.txt, so its checksum covers both.
checksum() {
    case $1 in
        requirements-dev.txt) cat requirements.txt requirements-dev.txt ;;
        *) cat "$1" ;;
    esac | sha256sum | cut -d' ' -f1
}

stamp() { echo ".venv/.installed-$1"; }

installed() { [[ -f $(stamp "$1") && $(<"$(stamp "$1")") == "$(checksum "$1")" ]]; }

# A venv that was moved, or whose Python is gone, is made anew.
if ! .venv/bin/python -c 'import pip' 2>/dev/null; then
    ensure_python
    python3 -m venv --clear .venv
fi

if ! installed "$wanted"; then
    echo "    installerer pakkerne i $wanted (et minut eller to første gang)"
    rm -f "$(stamp "$wanted")"
    .venv/bin/python -m pip install --disable-pip-version-check -qq -r "$wanted"
    checksum "$wanted" >"$(stamp "$wanted")"
    checksum requirements.txt >"$(stamp requirements.txt)"
fi
