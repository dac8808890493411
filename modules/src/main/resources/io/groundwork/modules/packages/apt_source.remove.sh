# $1 file with the sources; $2 key file, or empty
rm -f "$1" || exit 1
[ -z "$2" ] || rm -f "$2"
