# $1 directory of the private apt
case $1 in
  /var/tmp/groundwork-bundle.*) rm -rf "$1" ;;
esac
