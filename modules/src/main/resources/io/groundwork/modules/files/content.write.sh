# shellcheck shell=sh
# Puts the payload in place of a file.
# $1 path  $2 size of the content in bytes  $3 mode  $4 owner and $5 group, or empty
# $6 yes: keep a copy of the old file  $7 shell text that checks the new file, which is its $1
# $8 yes: write what a link points to, not the link
# $9 yes: make the directories above that are missing
# $10 file of this host to take in place of the payload, or empty
path=$1
if [ "$8" = yes ]; then
  resolve_link "$path"
  path=$gw_real
fi
if [ "$9" = yes ]; then
  mkdir -p "${path%/*}" || exit 1
fi
stage_file "$path"
if [ -n "${10}" ]; then
  cat "${10}" >"$gw_tmp" || fail "cannot copy ${10} to $gw_dir"
else
  payload >"$gw_tmp" || fail "cannot write the content in $gw_dir"
fi
size=$(stat -c %s "$gw_tmp")
[ "$size" = "$2" ] || fail "only $size of $2 bytes could be written in $gw_dir"
if [ -z "$4" ] || [ -z "$5" ]; then
  if [ -e "$path" ] && [ ! -L "$path" ]; then
    # Without the right to give a file away the new one is ours.
    chown "$(stat -c %u:%g "$path")" "$gw_tmp" 2>/dev/null || :
  fi
fi
dress_file "$3" "$4" "$5"
if [ -n "$7" ]; then
  said=$(sh -c "$7" sh "$gw_tmp" 2>&1) ||
    fail "the check of the new content failed, $1 is left as it was: $said"
fi
if [ "$6" = yes ] && [ -f "$path" ]; then
  backup_file "$path"
fi
place_file "$path"
