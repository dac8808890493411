# $1 present, latest or absent; $2 "age" if the age of the package lists matters;
# $3… name or name=version
if ! command -v apt-get >/dev/null 2>&1 || ! command -v dpkg-query >/dev/null 2>&1; then
  echo no-apt
  exit 0
fi
state=$1
age=$2
shift 2

names=
for wanted; do
  names="$names ${wanted%%=*}"
done

listed=
if [ $# -gt 0 ]; then
  # shellcheck disable=SC2086 # names have no blanks and no wildcards
  listed=$(dpkg-query -W \
    -f 'package ${Package} ${db:Status-Abbrev} ${Architecture} ${Version}\n' $names 2>/dev/null)
  [ $? -le 1 ] || fail "dpkg-query cannot read the list of packages"
  [ -z "$listed" ] || printf '%s\n' "$listed"
fi

# satisfied NAME=VERSION or NAME: whether what dpkg lists is enough, so that nobody asks apt-cache,
# which takes many times longer.
satisfied() {
  while read -r _ listed_name listed_status listed_architecture listed_version; do
    case ${1%%=*} in
      "$listed_name" | "$listed_name:$listed_architecture") ;;
      *) continue ;;
    esac
    case $listed_status in
      ?i) ;;
      *) continue ;;
    esac
    case $1 in
      *=*) exact_version "${1#*=}" "$listed_version" >/dev/null && return 0 ;;
      *) return 0 ;;
    esac
  done <<END
$listed
END
  return 1
}

context
case $state in
  latest) open=$names ;;
  present)
    open=
    for wanted; do
      satisfied "$wanted" || open="$open ${wanted%%=*}"
    done
    ;;
  *) open= ;;
esac
if [ -n "$open" ]; then
  # shellcheck disable=SC2086 # as above
  offers $open
fi

if [ -n "$age" ]; then
  set -- /var/lib/apt/lists/*Release
  if [ -e "$1" ]; then
    newest=0
    for stamp in $(stat -c %Y /var/lib/apt/lists /var/lib/apt/periodic/update-success-stamp \
      2>/dev/null); do
      [ "$stamp" -le "$newest" ] || newest=$stamp
    done
    printf 'age %s\n' "$(($(date +%s) - newest))"
  fi
fi
