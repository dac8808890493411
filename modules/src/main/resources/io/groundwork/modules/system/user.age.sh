# $@ arguments of chage
chage "$@"
