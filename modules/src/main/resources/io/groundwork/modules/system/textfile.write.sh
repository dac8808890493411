# Puts the payload in place of a text file; where it is a link, in place of what that leads to.
# $1 path  $2 size in bytes  $3 mode of a new file  $4 yes: keep a copy of the old file
# $5 yes: make directories above that are missing
[ "$5" != yes ] || mkdir -p "${1%/*}/" || exit 1
stage_text "$1" "$2" "$3" "$4"
place_file "$gw_real"
