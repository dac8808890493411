# shellcheck shell=sh
# What every snippet that talks to a PostgreSQL server uses.

# sql PORT SOCKET_DIRECTORY DATABASE < SQL: runs it as the operating system's user postgres. SQL may
# hold secrets, so it never stands among the arguments.
sql() {
  # The wrapper that Debian has in PATH is a Perl program, several times slower.
  gw_client=psql
  for gw_found in /usr/lib/postgresql/*/bin/psql; do
    [ ! -x "$gw_found" ] || gw_client=$gw_found
  done
  # Its own directory may be closed to postgres.
  cd / || return 1
  runuser -u postgres -- "$gw_client" -XAtq -v ON_ERROR_STOP=1 -h "$2" -p "$1" -d "$3" -f -
}

# reach PORT SOCKET_DIRECTORY: prints "socket" if a server seems to listen. If not: "down" where the
# host has any cluster, as it may be about to come up or to move here, and "absent" otherwise.
reach() {
  if [ -S "$2/.s.PGSQL.$1" ]; then
    echo socket
    return 0
  fi
  for gw_conf in /etc/postgresql/*/*/postgresql.conf; do
    if [ -e "$gw_conf" ]; then
      echo down
      return 0
    fi
  done
  echo absent
}
