# $1 directory of the file group; $2 group; $3 wanted gid, or empty
gid=
owner=
while IFS=: read -r one _ one_gid _; do
  if [ "$one" = "$2" ]; then
    gid=$one_gid
  elif [ -n "$3" ] && [ "$one_gid" = "$3" ]; then
    owner=$one
  fi
done <"$1/group"
if [ -z "$gid" ] && [ "$1" = /etc ] && command -v getent >/dev/null 2>&1; then
  known=$(getent group "$2") && {
    known=${known#*:*:}
    gid=${known%%:*}
  }
fi
if [ -n "$gid" ]; then printf 'gid %s\n' "$gid"; else echo absent; fi
[ -z "$owner" ] || printf 'owner %s\n' "$owner"
