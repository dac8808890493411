# $1 enable, disable, mask or unmask; $2 unit; $3 yes: it is so until the next boot only, which goes
# too; $4 yes: links in the way are replaced
verb=$1
unit=$2
runtime=$3
force=
case $verb in
  enable | mask) [ "$4" != yes ] || force=--force ;;
esac
case $verb-$runtime in
  disable-yes | unmask-yes) systemctl --quiet --runtime "$verb" -- "$unit" || exit 1 ;;
esac
systemctl --quiet ${force:+"$force"} "$verb" -- "$unit"
