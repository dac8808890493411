# shellcheck shell=sh
# Downloads a file and puts it in place once it is known to be the right one.
# $1 path  $2 address  $3 configuration for curl that holds the address and all else
# $4 algorithm of the checksum, or empty  $5 the checksum, or empty
# $6 address of a list of checksums, or empty  $7 configuration for curl for it  $8 name in the list
# $9 mode  $10 owner and $11 group, or empty  $12 yes: keep a copy of the old file
# $13 seconds to wait for an answer  $14 option for wget, or empty

# fetch FILE ADDRESS CONFIGURATION: FILE can be - for standard output.
fetch() {
  case $2 in
    file://*)
      if [ "$1" = - ]; then cat "${2#file://}"; else cat "${2#file://}" >"$1"; fi
      return
      ;;
  esac
  if command -v curl >/dev/null 2>&1; then
    # What curl has to know can be secret, so it comes on standard input.
    printf '%s\n' "$3" | curl -q --config - --output "$1"
    return
  fi
  case $(wget --version 2>/dev/null) in
    *GNU*)
      printf '%s\n' "$2" |
        wget -nv --tries=1 --timeout="$timeout" ${option:+"$option"} -O "$1" -i - ;;
    # Some of busybox's have no option for a time limit, and crash on it.
    *) wget -q ${option:+"$option"} -O "$1" "$2" ;;
  esac
}

lower() {
  printf '%s' "$1" | tr '[:upper:]' '[:lower:]'
}

timeout=${13}
option=${14}
wanted=$5
if [ -n "$6" ]; then
  list=$(fetch - "$6" "$7") || fail "cannot download the checksums from $6"
  while read -r sum name rest || [ -n "$sum" ]; do
    name=${name#\*}
    if [ "${name##*/}" = "$8" ] || { [ -z "$name$wanted" ] && [ -n "$sum" ]; }; then
      wanted=$sum
    elif [ "$name" = "($8)" ]; then
      wanted=${rest#= }
    fi
  done <<END
$list
END
  [ -n "$wanted" ] || fail "the checksums at $6 hold none for $8"
fi
stage_file "$1"
fetch "$gw_tmp" "$2" "$3" || fail "cannot download $2"
if [ -n "$wanted" ]; then
  is=$("${4}sum" <"$gw_tmp") || fail "cannot make the $4 checksum"
  is=${is%% *}
  wanted=$(lower "$wanted")
  [ "$is" = "$wanted" ] ||
    fail "$2 is not what was wanted: its $4 checksum is $is, not $wanted; $1 is left as it was"
fi
dress_file "$9" "${10}" "${11}"
if cmp -s "$gw_tmp" "$1" 2>/dev/null; then
  if [ "$(stat -c '%a %u %g' "$gw_tmp")" = "$(stat -c '%a %u %g' "$1")" ]; then
    rm -f "$gw_tmp"
    echo unchanged
    return 0
  fi
elif [ "${12}" = yes ] && [ -f "$1" ]; then
  backup_file "$1"
fi
place_file "$1"
