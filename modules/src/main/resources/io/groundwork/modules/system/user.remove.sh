# $1 user; $2 "yes" to remove home directory and mail too; $3 "yes" even if they are logged in
set -- "$1" "$([ "$2" != yes ] || echo -r)" "$([ "$3" != yes ] || echo -f)"
userdel ${3:+"$3"} ${2:+"$2"} -- "$1"
