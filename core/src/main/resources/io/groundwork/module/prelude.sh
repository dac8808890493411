# Functions that every snippet can use. POSIX sh: runs under dash, bash and busybox.

# fail MESSAGE: ends the snippet and gives the operator the reason.
fail() {
  printf '%s\n' "$1" >&2
  exit 1
}

# replace_file PATH MODE OWNER GROUP < CONTENT: a reader sees the old file or the new one, never a
# part, and nobody sees the content before owner and mode are right. Empty OWNER or GROUP: as it is.
replace_file() {
  gw_dir=${1%/*}
  [ -n "$gw_dir" ] || gw_dir=/
  [ -d "$gw_dir" ] || fail "directory $gw_dir does not exist"
  # mktemp makes the file with mode 0600 and refuses an existing one.
  gw_tmp=$(mktemp "$gw_dir/.groundwork.XXXXXXXX") || fail "cannot write in $gw_dir"
  trap 'rm -f "$gw_tmp"' EXIT
  if [ -n "$3$4" ]; then
    chown "$3${4:+:$4}" "$gw_tmp" || exit 1
  fi
  cat >"$gw_tmp" || fail "cannot write $gw_tmp"
  chmod "$2" "$gw_tmp" || exit 1
  sync "$gw_tmp" 2>/dev/null || sync
  mv -f "$gw_tmp" "$1" || exit 1
  trap - EXIT
}
