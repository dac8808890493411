# $1 file of settings; $2 name with dots; $3 the name with slashes; $4 file with the value in use
gw_key=
if [ -e "$1" ]; then
  while IFS= read -r line || [ -n "$line" ]; do
    key_of "$line"
    if [ "$gw_key" = "$2" ] || [ "$gw_key" = "$3" ]; then
      printf 'line %s\n' "$line"
    fi
  done <"$1"
fi
# The kernel gives a number only whole, and read asks for single bytes.
if [ -r "$4" ] && value=$(cat "$4" 2>/dev/null); then
  printf 'value %s\n' "${value%%
*}"
elif [ -e "$4" ]; then
  echo unreadable
fi
