# lab reset

help_reset() {
  cat <<'HELP'
Usage: lab reset [NAME…]

Makes hosts pristine again, all of them if none is named: pulls the plug, throws their disks away, boots them anew.
Addresses, SSH host keys and the login key stay, so known_hosts and the inventory remain true.
HELP
}

command_reset() {
  local name names=("$@")
  load_lab
  for name in "$@"; do check_host "$name"; done
  take_lock
  [[ $# -gt 0 ]] || mapfile -t names < <(hosts_of "$COUNT")
  in_parallel end_host "${names[@]}"
  for name in "${names[@]}"; do
    discard_host "$name"
    prepare_host "$name" "$(release_of "$name")"
    boot_host "$name" "$(release_of "$name")"
  done
  in_parallel await_host "${names[@]}"
  say "Reset: ${names[*]} ($(took))."
}
