# $1 unit; prints what systemd says of it, sorted by nothing but systemd's own fixed order
if [ ! -d /run/systemd/system ] || ! command -v systemctl >/dev/null 2>&1; then
  echo no-systemd
  exit 0
fi
shown=$(systemctl show -p LoadState,ActiveState,UnitFileState,Type,RemainAfterExit -- "$1") ||
  exit 1
printf '%s\n' "$shown"
case $shown in
  *UnitFileState=generated* | *UnitFileState=bad*)
    # An init script: only the tool for these knows whether it is enabled.
    printf 'Enabled=%s\n' "$(systemctl is-enabled -- "$1" 2>/dev/null)"
    ;;
esac
