# $1 home directory; $2 uid; $3 gid
mode=0755
while read -r setting value _; do
  [ "$setting" != HOME_MODE ] || mode=$value
done </etc/login.defs 2>/dev/null
mkdir -p "${1%/*}/" && mkdir -m 0700 "$1" || exit 1
[ ! -d /etc/skel ] || cp -R /etc/skel/. "$1/" || exit 1
chown -R "$2:$3" "$1" && chmod "$mode" "$1"
