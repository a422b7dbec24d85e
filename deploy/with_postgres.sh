#!/usr/bin/env bash
# Runs a command against a PostgreSQL 15 of its own, which is gone afterwards, however the command ends:
#   deploy/with_postgres.sh .venv/bin/python -m pytest
# The command finds the database in DATABASE_URL; the exit code is the command's.
set -euo pipefail

bin=/usr/lib/postgresql/15/bin
if [[ ! -x $bin/initdb ]]; then
    echo "PostgreSQL 15 mangler. Installér den med: sudo apt-get install postgresql-15" >&2
    exit 1
fi

# PostgreSQL refuses to run as root.
as_owner() {
    if [[ $EUID -eq 0 ]]; then
        (cd / && runuser -u postgres -- "$@")
    else
        "$@"
    fi
}

# In /tmp whatever TMPDIR says: the path of a unix socket may be no longer than 107 bytes.
dir=$(mktemp -d /tmp/tryg-postgres.XXXXXX)
cleanup() {
    trap '' INT TERM HUP
    [[ ! -f $dir/data/postmaster.pid ]] ||
        as_owner "$bin/pg_ctl" stop -D "$dir/data" -m immediate -s || true
    rm -rf "$dir"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
trap 'exit 129' HUP

[[ $EUID -ne 0 ]] || chown postgres "$dir"
locale=$(locale -a | grep -ixE 'da_DK\.utf-?8' | head -n 1 || true)
as_owner "$bin/initdb" -D "$dir/data" -U tryg --auth=trust --encoding=UTF8 --locale="${locale:-C.UTF-8}" --no-sync \
    >"$dir/initdb.log" || {
    cat "$dir/initdb.log" >&2
    exit 1
}
# Only a socket in a directory of our own: no port to collide with. Nothing here must survive a power cut.
cat >>"$dir/data/postgresql.conf" <<CONF
listen_addresses = ''
unix_socket_directories = '$dir'
fsync = off
synchronous_commit = off
full_page_writes = off
CONF
as_owner "$bin/pg_ctl" start -D "$dir/data" -l "$dir/data/server.log" -w -s || {
    cat "$dir/data/server.log" >&2
    exit 1
}
as_owner "$bin/createdb" -h "$dir" -U tryg tryg

status=0
DATABASE_URL="postgres://tryg@/$dir/tryg" "$@" || status=$?
exit $status
