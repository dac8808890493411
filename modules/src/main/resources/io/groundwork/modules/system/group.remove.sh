# $1 group
groupdel "$1"
