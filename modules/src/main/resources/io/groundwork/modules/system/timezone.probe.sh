# $1 directory of localtime and timezone  $2 directory of the zones  $3 wanted zone
to=$(readlink "$1/localtime") || to=
case $to in
  */zoneinfo/*) printf 'zone %s\n' "${to#*/zoneinfo/}" ;;
  *) [ ! -e "$1/localtime" ] || echo 'zone other' ;;
esac
if [ -e "$1/timezone" ]; then
  line=
  read -r line <"$1/timezone" || :
  printf 'named %s\n' "$line"
fi
if [ -f "$2/$3" ]; then
  echo known
  exit 0
fi
context
if [ -d "$2" ]; then
  echo zones
  # Bounded: a list to guess from what was meant.
  (cd "$2" && find . -type f ! -name '*.*' ! -path './right/*' ! -path './posix/*') |
    sed 's|^\./||' | grep -v -e '^[+]' -e '^leap' -e '^tzdata' | sort | head -n 1000
fi
