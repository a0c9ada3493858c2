#!/usr/bin/env bash
# A throw-away PostgreSQL server for the tests, reachable from this computer only.
#
#   eval "$(tools/postgres.sh start)"    installs Debian's package when there is none, starts a server on a
#                                        free port and sets SAMVERKAN_TEST_POSTGRES and SAMVERKAN_TEST_POSTGRES_FOLDER
#   tools/postgres.sh stop FOLDER        stops it and removes its folder
set -euo pipefail

programs() {
    local found
    found=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
    [ -n "$found" ] || found=$(dirname "$(command -v initdb || echo /none)")
    [ -x "$found/initdb" ] && echo "$found"
}

as_nobody_special() { # PostgreSQL refuses to run as root
    if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

install() {
    local sudo=""
    [ "$(id -u)" -eq 0 ] || sudo="sudo"
    $sudo apt-get update -qq
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql
}

start() {
    programs >/dev/null || install >&2
    local bin folder port
    bin=$(programs)
    folder=$(mktemp -d)
    [ "$(id -u)" -ne 0 ] || chown postgres "$folder"
    cd "$folder"
    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    as_nobody_special "$bin/initdb" -D "$folder/data" -U samverkan --auth=trust -E UTF8 --locale=C.UTF-8 >&2
    as_nobody_special "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" \
        -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=200" start >&2
    echo "export SAMVERKAN_TEST_POSTGRES=postgresql://samverkan@127.0.0.1:$port/postgres"
    echo "export SAMVERKAN_TEST_POSTGRES_FOLDER=$folder"
}

stop() {
    [ -f "$1/data/PG_VERSION" ] || { echo "$1 holds no server" >&2; exit 1; }
    cd "$1"
    as_nobody_special "$(programs)/pg_ctl" -D "$1/data" -m immediate stop >&2 || true
    cd /
    rm -rf "$1"
}

case "${1:-}" in
    start) start ;;
    stop) stop "${2:?the folder that start told}" ;;
    *) sed -n '2,7p' "$0" >&2; exit 2 ;;
esac
