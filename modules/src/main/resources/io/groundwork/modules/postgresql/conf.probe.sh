# A file that a server reads its configuration from, and whether the server has done so.
# $1 path  $2 SHA-256 of the wanted content  $3 port  $4 socket directory
# $5 version  $6 cluster
present=
modified=
if [ -f "$1" ]; then
  present=yes
  digest=$(sha256sum <"$1") || fail "cannot read $1"
  look=$(stat -c '%a %U:%G %Y' "$1") || fail "cannot look at $1"
  modified=${look##* }
  printf 'file %s %s\n' "${digest%% *}" "${look% *}"
elif [ -e "$1" ]; then
  fail "$1 is no file"
else
  echo absent
fi
server=off
said=
if [ "$(reach "$3" "$4")" = socket ]; then
  said=$(
    sql "$3" "$4" postgres 2>/dev/null <<'END'
select 'load ' || floor(extract(epoch from pg_conf_load_time()))::bigint;
select 'pending ' || name from pg_settings where pending_restart order by name;
select 'restarting ' || string_agg(name, ',') from pg_settings where context = 'postmaster';
END
  ) && server=on
fi
if [ "$server" = on ]; then
  loaded=${said#load }
  loaded=${loaded%%[!0-9]*}
  if [ -n "$modified" ] && [ "$modified" -gt "$loaded" ]; then
    echo stale
  else
    echo loaded
  fi
  printf '%s\n' "$said" | grep '^pending ' || :
fi
context
[ ! -d "${1%/*}" ] || echo directory
main=/etc/postgresql/$5/$6/postgresql.conf
if [ -e "$main" ]; then
  echo cluster
  ! grep -q "^[[:space:]]*include_dir[[:space:]=]*'conf.d'" "$main" || echo included
fi
printf '%s\n' "$said" | grep '^restarting ' || :
if [ -n "$present" ] && [ "${digest%% *}" != "$2" ]; then
  echo content
  cat "$1"
fi
