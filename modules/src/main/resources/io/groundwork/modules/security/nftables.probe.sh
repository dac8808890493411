# $1 family; $2 name of the table; $3 file of its rules; $4 the main configuration; $5 the rules that
# are wanted, or empty. Prints the file, whether it is included, and the table as it is in force.
other_firewalls nftables
if ! command -v nft >/dev/null 2>&1; then
  echo no-nft
  exit 0
fi
family=$1
table=$2
file=$3
conf=$4
wanted=$5
if [ -f "$conf" ] && grep -qF "include \"${file%/*}/*.nft\"" "$conf"; then
  echo included
fi
if [ -f "$file" ]; then
  echo stored
  cat "$file"
  printf '\n.\n'
fi
if live=$(nft -s -t list table "$family" "$table" 2>/dev/null); then
  printf 'live\n%s\n.\n' "$live"
fi
context
printf 'login %s\n' "$(login_connection)"
if [ -n "$wanted" ]; then
  if ! checked=$(printf '%s\n' "$wanted" | nft -c -f - 2>&1); then
    printf 'trouble\n%s\n.\n' "$checked"
  elif command -v unshare >/dev/null 2>&1; then
    # How nft itself would show them, from a network that nobody uses.
    # shellcheck disable=SC2016 # the inner shell's
    shown=$(printf '%s\n' "$wanted" | unshare -n sh -c \
      'nft -f - && nft -s -t list table "$1" "$2"' sh "$family" "$table" 2>/dev/null) &&
      printf 'shown\n%s\n.\n' "$shown"
  fi
fi
