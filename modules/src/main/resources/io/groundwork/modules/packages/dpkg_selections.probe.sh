# $1 package; prints what dpkg is to do with it, nothing if dpkg does not know it
command -v dpkg-query >/dev/null 2>&1 || fail "there is no dpkg on this host"
# shellcheck disable=SC2016 # the format's words are dpkg's, not the shell's
want=$(dpkg-query -W -f '${db:Status-Want} ' "$1" 2>/dev/null)
[ $? -le 1 ] || fail "dpkg-query cannot read the list of packages"
case $want in
  '' | 'unknown '*) ;;
  *) printf '%s\n' "${want%% *}" ;;
esac
