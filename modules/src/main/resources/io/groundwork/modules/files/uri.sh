# shellcheck shell=sh
# Makes a request and tells the answer; fails when its status is none of those that are wanted.
# $1 configuration for curl  $2 address  $3 wanted status codes, with commas between
# $4 where to put the answer, or empty  $5 its name if that is a directory
# $6 largest answer to tell, in bytes  $7 mode, $8 owner and $9 group of the file, or empty
# $10 seconds to wait  $11 option for wget, or empty
work=$(mktemp -d "${TMPDIR:-/tmp}/.groundwork.XXXXXXXX") || fail "cannot write in ${TMPDIR:-/tmp}"
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
: >"$work/headers"
: >"$work/body"
if command -v curl >/dev/null 2>&1; then
  # The configuration can hold secrets, so it comes on standard input.
  told=$(printf '%s\n' "$1" |
    curl -q --config - --dump-header "$work/headers" --output "$work/body" 2>"$work/errors")
else
  wget -nv -S --content-on-error --tries=1 --timeout="${10}" ${11:+"${11}"} -O "$work/body" "$2" \
    2>"$work/errors"
  sed -n 's/^  //p' "$work/errors" >"$work/headers"
  to=$(sed -n 's/^[Ll]ocation: \([^ ]*\).*$/\1/p' "$work/headers" | tail -n 1)
  told="$(sed -n 's/^HTTP[^ ]* \([0-9]*\).*$/\1/p' "$work/headers" | tail -n 1) 0 0
${to:-$2}"
fi
status=${told%% *}
case $status in
  '' | 000) status=-1 ;;
esac
size=$(wc -c <"$work/body")
printf 'status %s\n' "$status"
printf 'told %s\n' "$told"
printf 'size %s\n' "$((size))"
echo headers
base64 <"$work/headers"
if [ "$size" -le "$6" ]; then
  echo body
  base64 <"$work/body"
fi
case ,$3, in
  *",$status,"*) ;;
  *)
    why=$(head -c 2000 "$work/errors")
    [ "$status" = -1 ] || why=$(sed -n 's/^HTTP[^ ]* [0-9]* *//p' "$work/headers" | tail -n 1 | tr -d '\r')
    fail "status code was $status and not $3: $why"
    ;;
esac
if [ -n "$4" ] && [ "$status" != 304 ]; then
  dest=$4
  [ ! -d "$dest" ] || dest=${dest%/}/$5
  if ! cmp -s "$work/body" "$dest"; then
    stage_file "$dest"
    trap 'rm -rf "$work"; rm -f "$gw_tmp"' EXIT
    cat "$work/body" >"$gw_tmp" || fail "cannot write the answer in $gw_dir"
    if [ -e "$dest" ]; then
      chown "$(stat -L -c %u:%g "$dest")" "$gw_tmp" 2>/dev/null || :
      dress_file "$(stat -L -c %a "$dest")" '' ''
    else
      dress_file 0644 '' ''
    fi
    place_file "$dest"
    rm -rf "$work"
  fi
  if [ -n "$8$9" ]; then
    chown "$8${9:+:$9}" "$dest" || exit 1
  fi
  if [ -n "$7" ]; then
    chmod "$7" "$dest" || exit 1
  fi
fi
