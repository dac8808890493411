# $1 family; $2 table; $3 file of its rules
if nft list table "$1" "$2" >/dev/null 2>&1; then
  nft delete table "$1" "$2" || exit 1
fi
rm -f "$3"
