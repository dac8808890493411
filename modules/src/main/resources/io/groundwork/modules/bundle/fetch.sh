# Fetches files into DIRECTORY, in place of those that were there before.
# $1 directory of the private apt; $2 directory below it; then for each: URL, name, ALGORITHM:HEX
root=$1
below=$1/$2
shift 2
use "$root"
rm -rf "$below"
mkdir -p "$below" || exit 1
count=$#
while [ "$count" -gt 0 ]; do
  set -- "$@" "$1" "$below/$2" "$3"
  shift 3
  count=$((count - 3))
done
download "$@"
