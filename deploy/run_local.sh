#!/usr/bin/env bash
# `make run`: from a clean clone to the portal on http://127.0.0.1:8000, for a demo or for development.
# What has not changed since the last run is skipped, so that a second start takes seconds and touches no content.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

port=${PORT:-8000}
address="http://127.0.0.1:$port"
python=.venv/bin/python
server=
clock=

fail() {
    printf '\n%s\n' "$@" >&2
    exit 1
}

# A setting as settings.py will see it: the environment first, then .env.
setting() {
    if [[ -n ${!1:-} ]]; then
        echo "${!1}"
    elif [[ -f .env ]]; then
        sed -n "s/^ *\(export  *\)\{0,1\}$1 *= *//p" .env | tail -n 1 | tr -d "\"'"
    fi
}

number=0
step() {
    number=$((number + 1))
    started=$(date +%s%3N)
    echo "$number/6 $1"
}
done_step() {
    local ms=$(($(date +%s%3N) - started))
    echo "    ${1:-færdig} ($((ms / 1000)),$((ms % 1000 / 100)) s)"
}

# ── What has changed ──────────────────────────────────────────────────────────────────────────────────────────────────
# checksum PLACE PATH…: of the files, and of the place that they were brought to (the database file, the static folder): a
# new one has a new inode or birth time. Of a database elsewhere nothing is known, so it is asked every time.
checksum() {
    local place=$1
    shift
    {
        stat -c '%i %W' "$place" 2>/dev/null || date +%s%N
        find "$@" -type f ! -name '*.pyc' -print0 | sort -z | xargs -0r sha256sum
    } | sha256sum
}

# unless_unchanged NAME PLACE PATH… -- COMMAND…: runs the command, unless it last succeeded with the same checksum.
unless_unchanged() {
    local stamp="$var/stamps/$1" sources=()
    shift
    while [[ $1 != -- ]]; do
        sources+=("$1")
        shift
    done
    shift
    if [[ -f $stamp && $(<"$stamp") == "$(checksum "${sources[@]}")" ]]; then
        done_step "uændret"
        return
    fi
    rm -f "$stamp"
    "$@"
    checksum "${sources[@]}" >"$stamp"
    done_step
}

# ── The server ────────────────────────────────────────────────────────────────────────────────────────────────────────
stop_server() {
    # the clock and what it has under way are a process group of their own
    [[ -z $clock ]] || kill -TERM -- "-$clock" 2>/dev/null || true
    clock=
    [[ -n $server ]] || return 0
    kill -TERM "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
    server=
}
stop_and_leave() {
    trap "" INT TERM HUP # a second Ctrl-C must not cut the stop short
    echo
    echo "Stopper …"
    stop_server
    echo "Portalen er stoppet."
    exit 0
}

answers() {
    $python - "$address/sundhed/" <<'PYTHON' 2>/dev/null
import sys, urllib.request
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
sys.exit(opener.open(sys.argv[1], timeout=3).status != 200)
PYTHON
}

start_server() {
    # One process, so that the cache in memory is the same for everybody; threads, so that nobody waits for another.
    # In a session of its own, so that Ctrl-C reaches this script only, and the server gets one signal, from here.
    setsid $python -m gunicorn tryg_portal.wsgi --bind "127.0.0.1:$port" --workers 1 --threads 8 --limit-request-line 8190 \
        --graceful-timeout 3 --log-level warning --no-control-socket &
    server=$!
    local deadline=$((SECONDS + 60))
    until answers; do
        kill -0 "$server" 2>/dev/null || fail "Webserveren kunne ikke starte; se beskeden ovenfor."
        ((SECONDS < deadline)) || fail "Webserveren svarer ikke på $address/sundhed/; se beskederne ovenfor."
        sleep 0.2
    done
}

# What a systemd timer does in earnest: planned publications, mails that wait, the nightly look.
start_clock() {
    setsid bash -c 'while :; do "$1" manage.py run_scheduled || true; sleep 60; done' clock "$python" &
    clock=$!
}

# ── The steps ─────────────────────────────────────────────────────────────────────────────────────────────────────────
[[ $port =~ ^[0-9]{1,5}$ && $port -ge 1 && $port -le 65535 ]] || fail "PORT=$port er ikke et portnummer (1-65535)."
[[ $(setting DJANGO_ENV) != production ]] ||
    fail "make run er til den lokale demo, men DJANGO_ENV er production. Se deploy/README.md."
if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
    fail "Port $port er optaget; måske kører portalen allerede på $address/." \
        "Stop det andet program, eller vælg en anden port: make run PORT=$((port + 1))"
fi
trap stop_and_leave INT TERM HUP
trap stop_server EXIT

var=$(setting VAR_DIR)
var=${var:-var}
static=$(setting STATIC_ROOT)
static=${static:-$var/static}
database=$(setting DATABASE_URL)
database=${database:-$var/db.sqlite3}

step "Python og pakker"
deploy/venv.sh requirements.txt
mkdir -p "$var/stamps"
done_step

step "Database"
# After each migrate there is a group for each role.
unless_unchanged migrate "$database" requirements.txt indsatser/migrations indsatser/rettigheder.py tryg_portal/migrations -- \
    $python manage.py migrate --verbosity 0

step "Indhold om Tryg Aalborg"
unless_unchanged demodata "$database" requirements.txt indsatser/migrations indsatser/demodata \
    indsatser/management/commands/demodata.py -- $python manage.py demodata

step "Statiske filer"
unless_unchanged static "$static" requirements.txt static -- $python manage.py collectstatic --noinput --verbosity 0

step "Webserver"
start_server
start_clock
done_step "svarer på $address/sundhed/"

step "Klar"
cat <<TEXT

    Forside (dansk)    $address/
    Forside (engelsk)  $address/en/
    Redaktion          $address/admin/

    Log ind uden adgangskode: kør i et andet vindue

        make login ROLE=koordinator${PORT:+ PORT=$port}

    og åbn det link, den viser. Roller: administrator, koordinator, styregruppe, tovholder, kommunikation.

    Stop med Ctrl-C.
TEXT

status=0
wait "$server" || status=$?
server=
fail "Webserveren er stoppet uventet (kode $status)."
