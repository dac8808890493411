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
stage_file "$1"
payload >"$gw_tmp" || fail "cannot write in $gw_dir"
size=$(stat -c %s "$gw_tmp")
[ "$size" = "$2" ] || fail "only $size of $2 bytes could be written in $gw_dir: disk full?"
chown "$owner" "$gw_tmp" && chmod 0600 "$gw_tmp" || exit 1
place_file "$1"
