# $1 group; $2 gid
groupmod -g "$2" "$1"
