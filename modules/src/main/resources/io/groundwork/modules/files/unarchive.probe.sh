# shellcheck shell=sh
# Whether an archive is unpacked.
# $1 directory  $2 what tells that it is, or empty  $3 the archive on this host, or empty
# $4 tar or zip  $5 command that unpacks the archive's compression, or empty
# $6 owner and $7 group to look up, or empty
# $8 yes: a local archive is compared: $9 lines for directories (d NAME) and links (l NAME, and what
# it points to on the next line), $10 checksums of the files as sha256sum -c reads them
# then words that choose members
if [ -n "$2" ] && { [ -e "$2" ] || [ -L "$2" ]; }; then
  echo unpacked
  return 0
fi
dest=$1
creates=$2
archive=$3
kind=$4
tool=$5
owner=$6
group=$7
listed=$8
things=$9
sums=${10}
shift 10

# wrong_in_listing: prints what a local archive has and the directory has not.
wrong_in_listing() {
  cd "$dest" || exit 1
  while IFS= read -r line; do
    name=./${line#? }
    case $line in
      'd '*) [ -d "$name" ] || printf '%s is no directory\n' "$name" ;;
      'l '*)
        IFS= read -r target
        [ -L "$name" ] && [ "$(readlink "$name")" = "$target" ] ||
          printf '%s is no link to %s\n' "$name" "$target"
        ;;
    esac
  done <<END
$things
END
  [ -n "$sums" ] || return 0
  # Sums that do not fit are in its output; its status says the same.
  printf '%s' "$sums" | LC_ALL=C sha256sum -c 2>/dev/null |
    sed '/: OK$/d; s/: FAILED$/ differs/; s/: FAILED open or read$/ is missing/'
}

# wrong_in_tar: prints what differs, one line each; who owns a file, its mode and time do not count.
wrong_in_tar() {
  ${tool:-cat} ${tool:+-dc} <"$archive" | tar -df - -C "$dest" "$@" 2>&1 |
    while read -r line; do
      case $line in
        *': Mode differs' | *': Mod time differs' | *': Uid differs' | *': Gid differs') ;;
        *) printf '%s\n' "$line" ;;
      esac
    done
}

# wrong_in_zip: prints what is missing or has another size.
wrong_in_zip() {
  listing=$(LC_ALL=C.UTF-8 unzip -Z -s "$archive" "$@") || fail "cannot read $archive"
  cd "$dest" || exit 1
  set --
  wanted=
  while read -r mode _ _ size _ _ _ _ name; do
    case $mode in
      Archive: | Zip | [0-9]*) continue ;; # head and foot of the listing
    esac
    [ -e "./$name" ] || [ -L "./$name" ] || printf '%s is missing\n' "$name"
    case $mode in
      d*) ;;
      l*)
        [ "$(readlink "./$name")" = "$(LC_ALL=C.UTF-8 unzip -p "$archive" "$name")" ] ||
          printf '%s is another link\n' "$name"
        ;;
      *)
        set -- "$@" "./$name"
        wanted="$wanted$size
"
        ;;
    esac
    [ $# -le 5000 ] || fail "$archive has more than 5000 files: say by creates when it is unpacked"
  done <<END
$listing
END
  [ $# -gt 0 ] || return 0
  sizes=$(stat -L -c %s "$@" 2>/dev/null)
  [ "$sizes
" = "$wanted" ] || echo 'sizes differ'
}

wrong=
comparable=yes
if [ "$listed" = yes ] && [ -d "$dest" ]; then
  wrong=$(wrong_in_listing)
  [ -n "$wrong" ] && echo differs || echo same
elif [ -n "$creates" ] || [ ! -f "$archive" ] || [ ! -d "$dest" ]; then
  echo differs
elif [ "$kind" = zip ]; then
  if ! command -v zipinfo >/dev/null 2>&1; then
    comparable=no
    echo differs
  else
    wrong=$(wrong_in_zip "$@") || exit 1
    [ -n "$wrong" ] && echo differs || echo same
  fi
else
  case $(tar --version 2>/dev/null) in
    *GNU*)
      wrong=$(wrong_in_tar "$@")
      [ -n "$wrong" ] && echo differs || echo same
      ;;
    *)
      comparable=no
      echo differs
      ;;
  esac
fi
context
echo "comparable $comparable"
if [ -d "$dest" ]; then
  echo directory
elif [ -e "$dest" ] || [ -L "$dest" ]; then
  echo obstacle
fi
if [ -z "$archive" ] || [ -f "$archive" ]; then
  echo source
fi
for command in tar zipinfo $tool; do
  if command -v "$command" >/dev/null 2>&1; then
    echo "command $command"
  fi
done
if [ -n "$owner" ]; then
  printf 'uid %s\n' "$(id -u "$owner" 2>/dev/null)"
fi
if [ -n "$group" ]; then
  printf 'gid %s\n' "$(group_id "$group")"
fi
count=0
while [ -n "$wrong" ] && [ "$count" -lt 20 ]; do
  printf 'wrong %s\n' "${wrong%%"
"*}"
  count=$((count + 1))
  case $wrong in
    *"
"*) wrong=${wrong#*"
"} ;;
    *) wrong= ;;
  esac
done
