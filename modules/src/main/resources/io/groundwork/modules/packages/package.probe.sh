# $1 auto, apt, dnf or zypper; $2 present, latest or absent; $3... packages. apt_probe and rpm_probe
# stand in front.
use=$1
state=$2
shift 2
if [ "$use" = auto ]; then
  # A host may have another manager as a mere tool; its own is the one with the packages.
  if command -v apt-get >/dev/null 2>&1 && [ -s /var/lib/dpkg/status ]; then
    use=apt
  elif command -v zypper >/dev/null 2>&1; then
    use=zypper
  elif command -v dnf >/dev/null 2>&1 || command -v dnf5 >/dev/null 2>&1 ||
    command -v yum >/dev/null 2>&1; then
    use=dnf
  else
    use=none
  fi
fi
printf 'manager %s\n' "$use"
case $use in
  none) ;;
  apt) apt_probe "$state" '' '' '' '' "$@" ;;
  *) rpm_probe "$use" "$state" '' '' '' "$@" ;;
esac
