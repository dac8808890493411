# shellcheck shell=sh
# What is at a path.
# $1 path  $2 name to look for inside if the path is a directory, or empty
# $3 yes: a link stands for what it points to
# $4 command that makes a file's digest, or empty  $5 the digest for which no content has to be sent
# $6 largest content to send, in bytes  $7 owner and $8 group to look up, or empty
# $9 source of a link, or empty  $10 yes: all that is below a directory as well
# $11 commands of which one is needed, or empty

# seen FORMAT WORDS: sets known to what stat would have said in that format.
seen() {
  # shellcheck disable=SC2086 # path, mode, owner, group, size and both names
  set -- "$1" $2
  known="is $3 $4 $5
user $7
group $8"
  case $1 in
    *'size %s') known="$known
size $6" ;;
  esac
}

path=$1
if [ -n "$2" ] && [ -d "$path" ]; then
  path=${path%/}/$2
  echo inside
fi
known=
digest=
if [ -e "$path" ] || [ -L "$path" ]; then
  format='is %f %u %g
user %U
group %G'
  dereference=
  if [ ! -L "$path" ]; then
    :
  elif [ "$3" = yes ] && [ -e "$path" ]; then
    dereference=-L
  else
    dereference=no
  fi
  if [ -n "$4" ] && [ "$dereference" != no ] && [ -f "$path" ]; then
    format="$format
size %s"
    digest=wanted
  fi
  [ "$dereference" != no ] || dereference=
  # What path.ahead.sh saw, if it was there and the path is no link.
  gw_seen=
  gw_digest=
  if [ -n "${gw_at-}" ] && [ ! -L "$path" ]; then
    eval "gw_seen=\${gw_seen_$gw_at-} gw_digest=\${gw_digest_$gw_at-}"
  fi
  case $gw_seen in
    "$path "*) seen "$format" "$gw_seen" ;;
    *)
      gw_digest=
      known=$(stat $dereference -c "$format" "$path") || fail "cannot look at $path"
      ;;
  esac
  printf '%s\n' "$known"
  if [ -n "$digest" ]; then
    if [ -n "$gw_digest" ]; then
      digest=$gw_digest
    else
      digest=$($4 <"$path") || fail "cannot read $path"
    fi
    digest=${digest%% *}
    printf 'digest %s\n' "$digest"
  fi
  # shellcheck disable=SC3013 # dash, bash and busybox have -ef
  if [ -n "$9" ] && [ ! -L "$path" ] && [ "$path" -ef "$9" ]; then
    echo same
  fi
  if [ "${10}" = yes ] && [ -d "$path" ]; then
    below=$(find "$path/." -exec stat -c 'below %f %u %g %U:%G' {} +) ||
      fail "cannot look at everything below $path"
    printf '%s\n' "$below" | sort -u
  fi
  # The last line, since what a link points to can hold anything, line breaks too.
  if [ -L "$path" ]; then
    printf 'link %s\n' "$(readlink "$path")"
  fi
else
  echo absent
fi
context
if [ -z "$known" ]; then
  above=${path%/*}
  while [ ! -e "${above:-/}" ] && [ ! -L "${above:-/}" ]; do
    above=${above%/*}
  done
  if [ -d "${above:-/}" ]; then
    echo "above ${#above}"
  else
    echo "obstacle ${#above}"
  fi
fi
known="$known
"
if [ -n "$7" ]; then
  case $known in
    *"
user $7
"*) ;;
    *) printf 'uid %s\n' "$(id -u "$7" 2>/dev/null)" ;;
  esac
fi
if [ -n "$8" ]; then
  case $known in
    *"
group $8
"*) ;;
    *) printf 'gid %s\n' "$(group_id "$8")" ;;
  esac
fi
if [ -n "$9" ]; then
  [ ! -e "$9" ] || echo source
  if [ -d "$path" ] && [ ! -L "$path" ] && [ -n "$(ls -A "$path")" ]; then
    echo filled
  fi
fi
for tool in ${11}; do
  if command -v "$tool" >/dev/null 2>&1; then
    echo "tool $tool"
    break
  fi
done
if [ -n "$digest" ] && [ "$digest" != "$5" ]; then
  size=${known##*size }
  if [ "${size%?}" -le "$6" ]; then
    echo content
    base64 <"$path"
  fi
fi
