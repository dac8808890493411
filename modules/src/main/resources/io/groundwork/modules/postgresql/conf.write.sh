# Replaces a file that a server reads its configuration from, unless the server would refuse it.
# $1 path  $2 mode  $3 version  $4 cluster  $5 port  $6 socket directory
# $7 what it is: hba or settings

# What the server says against the files as they are now; nothing if it would take them.
complaint() {
  if [ "$1" = settings ]; then
    # It reads and judges every setting before it tells this one.
    cd / || return
    said=$(runuser -u postgres -- "/usr/lib/postgresql/$2/bin/postgres" -C data_directory \
      -D "/etc/postgresql/$2/$3" 2>&1) || printf '%s\n' "${said:-it does not say why}"
  elif [ "$(reach "$4" "$5")" = socket ]; then
    sql "$4" "$5" postgres <<'END' 2>/dev/null
select 'line ' || line_number || ': ' || error from pg_hba_file_rules where error is not null;
END
  fi
}

stage_file "$1"
payload >"$gw_tmp" || fail "cannot write the content in $gw_dir"
dress_file "$2" postgres postgres
old=
if [ -e "$1" ]; then
  old=$(mktemp "$gw_dir/.groundwork.XXXXXXXX") || fail "cannot write in $gw_dir"
  cp -p "$1" "$old" || fail "cannot keep the old $1"
fi
place_file "$1"
said=$(complaint "$7" "$3" "$4" "$5" "$6")
if [ -n "$said" ]; then
  if [ -n "$old" ]; then
    mv -f "$old" "$1"
  else
    rm -f "$1"
  fi
  fail "PostgreSQL does not take the new content, $1 is left as it was: $said"
fi
[ -z "$old" ] || rm -f "$old"
