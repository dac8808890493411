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
if [ -r "$4" ] && read -r value <"$4"; then
  printf 'value %s\n' "$value"
elif [ -e "$4" ]; then
  echo unreadable
fi
