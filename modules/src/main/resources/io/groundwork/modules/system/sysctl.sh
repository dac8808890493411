# Shell functions that the snippets about kernel settings share.

# key_of LINE: leaves in gw_key the name that a line of settings sets, nothing if it sets none.
# A "-" in front of a name only means that errors do not matter.
key_of() {
  gw_key=
  case $1 in
    '#'* | ';'*) return ;;
    *=*) ;;
    *) return ;;
  esac
  gw_key=${1%%=*}
  while :; do
    case $gw_key in
      [[:blank:]-]*) gw_key=${gw_key#?} ;;
      *[[:blank:]]) gw_key=${gw_key%?} ;;
      *) return ;;
    esac
  done
}
