# $1 directory of localtime and timezone  $2 directory of the zones  $3 zone  $4 yes: there is a
# file timezone, which names it
link=$1/.localtime.groundwork
rm -f "$link"
case $2 in
  /usr/share/zoneinfo) ln -s "../usr/share/zoneinfo/$3" "$link" ;;
  *) ln -s "$2/$3" "$link" ;;
esac || exit 1
if [ "$4" = yes ]; then
  printf '%s\n' "$3" | replace_file "$1/timezone" 0644 '' '' || {
    rm -f "$link"
    exit 1
  }
fi
mv -f "$link" "$1/localtime"
