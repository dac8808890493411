# $1 zone; $2 "yes" to change what is stored; $3 "yes" to change what is in force; $4 the option
gw_running=no
tool
if [ "$2" = yes ]; then
  case $4 in
    --new-zone=* | --delete-zone=*) ask yes "$4" || exit 1 ;;
    *) ask yes --zone="$1" "$4" || exit 1 ;;
  esac
fi
if [ "$3" = yes ] && [ "$gw_running" = yes ]; then
  firewall-cmd --zone="$1" "$4" || exit 1
fi
