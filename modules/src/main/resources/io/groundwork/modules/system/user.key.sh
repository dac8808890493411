# Makes an SSH key for a user.
# $1 user; $2 file, perhaps from the home directory on; $3 type; $4 bits, or empty; $5 comment, or
# empty
command -v ssh-keygen >/dev/null 2>&1 || fail "there is no ssh-keygen on this host"
file=$2
case $file in
  /*) ;;
  *)
    home=$(getent passwd "$1") || fail "there is no user $1"
    home=${home%:*}
    file=${home##*:}/$file
    ;;
esac
owner=$(id -u "$1"):$(id -g "$1") || exit 1
directory=${file%/*}
if [ ! -d "$directory/" ]; then
  mkdir -m 0700 "$directory" && chown "$owner" "$directory" || exit 1
fi
[ ! -e "$file" ] || fail "$file is there already"
comment=$5
[ -n "$comment" ] || comment="generated on $(uname -n)"
ssh-keygen -q -t "$3" ${4:+-b "$4"} -C "$comment" -N '' -f "$file" </dev/null || exit 1
chown "$owner" "$file" "$file.pub"
