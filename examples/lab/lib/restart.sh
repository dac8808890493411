# lab restart

help_restart() {
  cat <<'HELP'
Usage: lab restart NAME

Boots the host NAME again and keeps its disk: shuts it down in order if it runs, boots it, applies /etc/sysctl.d. A reboot
from inside the host only shuts it down; this is its other half.
HELP
}

command_restart() {
  local name try
  [[ $# -eq 1 ]] || usage_error "exactly one host is restarted at a time"
  name=$1
  load_lab
  check_host "$name"
  take_lock
  ! host_lives "$name" || login "$name" sudo systemctl poweroff >/dev/null 2>&1 || true
  for ((try = 0; try < 300; try++)); do
    host_lives "$name" || break
    sleep 0.1
  done
  end_host "$name"
  boot_host "$name" "$(release_of "$name")"
  await_host "$name"
  # At boot /proc/sys was still closed, so systemd passed these settings over.
  login "$name" sudo systemctl restart systemd-sysctl
  say "Restarted $name ($(took))."
}
