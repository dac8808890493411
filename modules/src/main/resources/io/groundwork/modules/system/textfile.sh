# Shell functions that the snippets about text files share.

# describe_file PATH: what is there, with the digest of its content.
describe_file() {
  if [ -f "$1" ]; then
    [ -r "$1" ] || fail "$1 can be read by its owner and root only; give become: true"
    gw_look=$(stat -L -c '%a %u %g' "$1") || fail "cannot look at $1"
    gw_digest=$(sha256sum <"$1") || fail "cannot read $1"
    printf 'file %s %s\n' "$gw_look" "${gw_digest%% *}"
  elif [ -e "$1" ]; then
    fail "$1 is no file"
  else
    echo absent
  fi
}

# show_file PATH: its content, as the last part of a context.
show_file() {
  if [ -f "$1" ]; then
    [ "$(stat -L -c %s "$1")" -le 1048576 ] ||
      fail "$1 has more than 1 MiB, which is too much to be edited line by line"
    echo content
    base64 <"$1"
  elif ! [ -d "${1%/*}/" ]; then
    echo orphan
  fi
}

# home_of USER: prints their home directory; fails if there is no such user.
home_of() {
  if command -v getent >/dev/null 2>&1; then
    gw_entry=$(getent passwd "$1") || return 1
    gw_entry=${gw_entry%:*}
    printf '%s\n' "${gw_entry##*:}"
    return 0
  fi
  while IFS=: read -r gw_name _ _ _ _ gw_entry _; do
    if [ "$gw_name" = "$1" ]; then
      printf '%s\n' "$gw_entry"
      return 0
    fi
  done </etc/passwd
  return 1
}

# stage_payload PATH SIZE: stages the payload, all of it, for a file.
stage_payload() {
  stage_file "$1"
  gw_said=$(payload 2>&1 >"$gw_tmp") || case $gw_said in
    *'No space left'* | *'short write'* | *'quota'*) fail "cannot write in $gw_dir: disk full" ;;
    *) fail "cannot write in $gw_dir: $gw_said" ;;
  esac
  gw_size=$(stat -c %s "$gw_tmp")
  [ "$gw_size" = "$2" ] || fail "only $gw_size of $2 bytes could be written in $gw_dir: disk full"
}

# stage_text PATH SIZE MODE BACKUP: stages the payload for a text file, which keeps its owner and
# mode or else gets MODE; sets gw_real to the path behind all links. BACKUP: yes to keep a copy of
# the old file, whose name is printed.
stage_text() {
  resolve_link "$1"
  stage_payload "$gw_real" "$2"
  gw_mode=$3
  if [ -e "$gw_real" ]; then
    # Without the right to give a file away the new one is ours.
    chown "$(stat -c %u:%g "$gw_real")" "$gw_tmp" 2>/dev/null || :
    gw_mode=$(stat -c %a "$gw_real") || exit 1
    [ "$4" != yes ] || backup_file "$gw_real"
  fi
  dress_file "$gw_mode" '' ''
}
