# The payload is a line "name:hash" if $1 is "yes"; $2... arguments of useradd
password=$1
shift
command -v useradd >/dev/null 2>&1 || fail "there is no useradd on this host"
useradd "$@" || exit 1
[ "$password" != yes ] || payload | chpasswd -e
