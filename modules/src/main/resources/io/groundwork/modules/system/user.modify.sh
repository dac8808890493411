# $@ arguments of usermod
usermod "$@"
