# $1 home directory; $2 uid; $3 gid; $4 what it begins with; $5 what its mode lacks, or empty
mode=0755
while read -r setting value _; do
  [ "$setting" != HOME_MODE ] || mode=$value
done </etc/login.defs 2>/dev/null
[ -z "$5" ] || mode=$(printf %o "$((0777 & ~0$5))")
mkdir -p "${1%/*}/" && mkdir -m 0700 "$1" || exit 1
[ ! -d "$4" ] || cp -Rp "$4/." "$1/" || exit 1
chown -R "$2:$3" "$1" && chmod "$mode" "$1"
