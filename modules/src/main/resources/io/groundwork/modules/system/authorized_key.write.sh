# Puts the payload in place of a file of keys, such that sshd trusts it.
# $1 path  $2 size in bytes  $3 user whose it is  $4 yes: the directory belongs to the keys alone
owner=$(id -u "$3"):$(id -g "$3") || exit 1
directory=${1%/*}/
directory=${directory%/}
if [ "$4" = yes ]; then
  [ -d "$directory/" ] || mkdir -m 0700 "$directory" || exit 1
  chown "$owner" "$directory" && chmod 0700 "$directory" || exit 1
elif [ ! -d "$directory/" ]; then
  mkdir -p "$directory" || exit 1
fi
stage_payload "$1" "$2"
chown "$owner" "$gw_tmp" && chmod 0600 "$gw_tmp" || exit 1
place_file "$1"
