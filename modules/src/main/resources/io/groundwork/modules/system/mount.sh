# Shell functions that the snippets about mounts share.

# users_of DIRECTORY: a few of the programs that keep it busy, on standard error.
users_of() {
  gw_found=0
  for gw_process in /proc/[0-9]*; do
    for gw_link in cwd root exe; do
      gw_to=$(readlink "$gw_process/$gw_link" 2>/dev/null) || continue
      case $gw_to in
        "$1" | "$1"/*)
          read -r gw_name <"$gw_process/comm" || gw_name='?'
          printf '%s is used by %s (process %s)\n' "$1" "$gw_name" "${gw_process#/proc/}" >&2
          gw_found=$((gw_found + 1))
          break
          ;;
      esac
    done
    [ "$gw_found" -lt 5 ] || break
  done
}

# unmount DIRECTORY
unmount() {
  umount "$1" && return 0
  users_of "$1"
  return 1
}

# write_table TABLE SIZE BACKUP: puts the payload in place of it; keeps the old one in gw_old until
# forget_table or restore_table.
write_table() {
  gw_old=
  resolve_link "$1"
  gw_table=$gw_real
  if [ -e "$gw_table" ]; then
    gw_old=$(mktemp "${gw_table%/*}/.groundwork.XXXXXXXX") || fail "cannot write in ${gw_table%/*}"
    if ! cp -p "$gw_table" "$gw_old"; then
      rm -f "$gw_old"
      fail "cannot keep the old $gw_table"
    fi
  else
    mkdir -p "${gw_table%/*}/" || exit 1
  fi
  if ! (
    stage_text "$1" "$2" 0644 "$3"
    place_file "$gw_real"
  ); then
    forget_table
    exit 1
  fi
}

forget_table() {
  [ -z "$gw_old" ] || rm -f "$gw_old"
}

restore_table() {
  if [ -n "$gw_old" ]; then
    mv -f "$gw_old" "$gw_table"
  else
    rm -f "$gw_table"
  fi
}
