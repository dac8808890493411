# $1 mount point; "none" for swap  $2 the table of file systems, or empty  $3 file in which the
# kernel shows what is mounted
real=$1
if [ -d "$1" ]; then
  real=$(cd -- "$1" && pwd -P) || fail "cannot look at $1"
  echo directory
elif [ -e "$1" ]; then
  echo occupied
fi
mounted=
while read -r _ _ _ root point options rest; do
  case $point in
    *\\*) point=$(printf '%b' "$point") ;;
  esac
  # What was mounted last covers the rest.
  [ "$point" != "$real" ] || mounted="$root $options $rest"
done <"$3"
[ -z "$mounted" ] || printf 'mounted %s\n' "$mounted"
[ -n "$2" ] || exit 0
describe_file "$2"
context
show_file "$2"
