# Prints what is to be fetched for packages on a host that has nothing, as apt does, and the record
# of each; a line of its own in between.
# $1 directory; $2 a package's file, or empty; $3... packages
root=$1
deb=$2
shift 2
use "$root"
exact=
if [ $# -gt 0 ]; then
  names=
  for wanted; do
    names="$names $(package_of "$wanted")"
  done
  # shellcheck disable=SC2086 # names have no blanks and no wildcards
  offered=$(offers $names)
  exact=$(exact_specs "$offered" "$@") || exit 1
fi
# shellcheck disable=SC2086 # as above
apt-get -qq -y --print-uris install $exact $deb >"$root/uris" 2>"$root/errors" || {
  grep '^E:\|Depends:' "$root/uris" "$root/errors" | sed 's/^[^:]*://' >&2
  exit 1
}
cat "$root/uris"
echo
specs=$(sed -n "s/^'[^']*' \\([^_ ]*\\)_\\([^_ ]*\\)_[^ ]*\\.deb .*/\\1=\\2/p" "$root/uris" |
  sed 's/%3a/:/g')
# shellcheck disable=SC2086 # as above
[ -z "$specs" ] || apt-cache show $specs
