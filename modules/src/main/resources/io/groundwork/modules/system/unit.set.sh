# $1 enable, disable, mask or unmask; $2 unit
systemctl --quiet "$1" -- "$2"
