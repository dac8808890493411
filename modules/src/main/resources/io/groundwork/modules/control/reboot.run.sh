# $1 seconds to wait before; $2 what those who are logged in are told; $3 the command, or empty.
if [ -z "$3" ] && ! command -v shutdown >/dev/null && ! command -v reboot >/dev/null; then
  fail "this host has neither shutdown nor reboot"
fi
if [ -z "$3" ] && [ "$(id -u)" != 0 ]; then
  fail "only root can reboot a host: the task needs become"
fi
# In the background, so that this answer still arrives.
(
  trap '' HUP
  sleep "$1"
  if [ -n "$3" ]; then
    sh -c "$3"
  elif command -v shutdown >/dev/null; then
    shutdown -r now "$2" || reboot
  else
    reboot
  fi
) </dev/null >/dev/null 2>&1 &
