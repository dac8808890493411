# Adds repositories whose keys are in DIRECTORY/keys, and fetches all package lists.
# $1 directory; then for each: $2 name, $3 asc or gpg, $4 URI, $5 suite, $6 components; and so on
root=$1
shift
use "$root"
while [ $# -gt 0 ]; do
  mv "$root/keys/$1" "$root/keys/$1.$2" || exit 1
  printf 'deb [signed-by=%s] %s %s %s\n' "$root/keys/$1.$2" "$3" "$4" "$5" \
    >"$root/sources/$1.list"
  shift 5
done
apt-get -q update >/dev/null 2>"$root/errors" || {
  cat "$root/errors" >&2
  exit 1
}
if grep -q '^W: Failed to fetch \|^W: Some index files failed ' "$root/errors"; then
  cat "$root/errors" >&2
  exit 1
fi
