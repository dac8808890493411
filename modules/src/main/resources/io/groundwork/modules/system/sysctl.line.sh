# $1 file of settings; $2 name with dots; $3 the name with slashes; $4 the new line, empty for none.
# The new line takes the place of the first old one, else it goes to the end.
mode=0644
gw_key=
if [ -e "$1" ]; then
  mode=$(stat -c %a "$1") || exit 1
fi
edited() {
  new=$4
  if [ -e "$1" ]; then
    while IFS= read -r line || [ -n "$line" ]; do
      key_of "$line"
      if [ "$gw_key" = "$2" ] || [ "$gw_key" = "$3" ]; then
        [ -z "$new" ] || printf '%s\n' "$new"
        new=
      else
        printf '%s\n' "$line"
      fi
    done <"$1"
  fi
  [ -z "$new" ] || printf '%s\n' "$new"
}
mkdir -p "${1%/*}/" || exit 1
edited "$@" | replace_file "$1" "$mode" '' ''
