# $1 version  $2 name  $3 wanted port  $4 socket directory
# The last setting counts, as for the server itself.
setting() {
  sed -n "s/^[[:space:]]*$2[[:space:]]*=[[:space:]]*'\{0,1\}\([^'#[:space:]]*\).*/\1/p" "$1" |
    tail -n 1
}

conf=/etc/postgresql/$1/$2/postgresql.conf
data=/var/lib/postgresql/$1/$2
port=
if [ -e "$conf" ]; then
  echo present
  port=$(setting "$conf" port)
  printf 'port %s\n' "${port:-5432}"
  data=$(setting "$conf" data_directory)
  printf 'data %s\n' "$data"
else
  echo absent
fi
context
[ ! -x "/usr/lib/postgresql/$1/bin/postgres" ] || echo installed
[ ! -e "$data/PG_VERSION" ] || echo filled
if [ "$port" != "$3" ]; then
  for other in /etc/postgresql/*/*/postgresql.conf; do
    if [ -e "$other" ] && [ "$other" != "$conf" ] && [ "$(setting "$other" port)" = "$3" ]; then
      other=${other#/etc/postgresql/}
      printf 'taken %s\n' "${other%/postgresql.conf}"
    fi
  done
fi
if [ -n "$port" ] && [ -S "$4/.s.PGSQL.$port" ]; then
  sql "$port" "$4" template1 2>/dev/null <<'END'
select 'checksums ' || current_setting('data_checksums');
select 'encoding ' || pg_encoding_to_char(encoding) || E'\nlocale ' || datcollate
  from pg_database where datname = 'template0';
END
fi
exit 0
