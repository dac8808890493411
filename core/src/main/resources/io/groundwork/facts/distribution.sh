# The files that tell which operating system this is: file name, tab, line.
show() {
  while IFS= read -r line || [ -n "$line" ]; do
    printf '%s\t%s\n' "$1" "$line"
  done <"$2"
}
if [ -r /etc/os-release ]; then
  show os-release /etc/os-release
elif [ -r /usr/lib/os-release ]; then
  show os-release /usr/lib/os-release
else
  fail "neither /etc/os-release nor /usr/lib/os-release can be read"
fi
for name in debian_version centos-release astra_license; do
  [ ! -r "/etc/$name" ] || show "$name" "/etc/$name"
done
