# $1 auto, apt or rpm
manager=$1
if [ "$manager" = auto ]; then
  if command -v dpkg-query >/dev/null 2>&1; then
    manager=apt
  else
    manager=rpm
  fi
fi
echo "$manager"
case $manager in
  apt)
    command -v dpkg-query >/dev/null 2>&1 || fail "there is no dpkg on this host"
    # shellcheck disable=SC2016 # These are dpkg's own variables.
    dpkg-query -W -f '${db:Status-Status}\t${Package}\t${Version}\t${Architecture}\t${Section}\n'
    ;;
  rpm)
    command -v rpm >/dev/null 2>&1 || fail "there is neither dpkg nor rpm on this host"
    rpm -qa --qf '%{NAME}\t%{VERSION}\t%{RELEASE}\t%{EPOCH}\t%{ARCH}\n'
    ;;
esac
