# $1 file with the sources; $2 key file, or empty
command -v apt-get >/dev/null 2>&1 || {
  echo no-apt
  exit 0
}
echo apt
if [ -z "$2" ] || [ ! -e "$2" ]; then
  echo 'key absent'
elif command -v gpg >/dev/null 2>&1; then
  printf 'key %s\n' "$(key_fingerprints "$2")"
else
  echo 'key unchecked'
fi
if [ -e "$1" ]; then
  printf 'mode %s\n' "$(stat -c %a "$1")"
  cat "$1" || exit 1
else
  echo absent
fi
context
if command -v gpg >/dev/null 2>&1; then echo gpg; else echo no-gpg; fi
