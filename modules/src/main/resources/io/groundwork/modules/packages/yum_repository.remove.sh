# $1 file with repositories, the last of which goes
rm -f "$1"
