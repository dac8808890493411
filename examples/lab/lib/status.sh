# lab status

help_status() {
  cat <<'HELP'
Usage: lab status

Shows the hosts of the lab: address, release, state of systemd (running, degraded, starting; stopped if the host is not
booted), whether SSH answers; and the address of the lab's package repository.
HELP
}

command_status() {
  local name names state ssh
  [[ $# -eq 0 ]] || usage_error "unexpected argument '$1'"
  load_lab
  mapfile -t names < <(hosts_of "$COUNT")
  printf '%-11s %-14s %-9s %-9s %s\n' NAME ADDRESS RELEASE SYSTEMD SSH
  for name in "${names[@]}"; do
    if ! host_lives "$name"; then
      state=stopped ssh=no
    elif ! ssh_answers "$name"; then
      state=unknown ssh=no
    else
      state=$(login "$name" systemctl is-system-running 2>/dev/null) || true
      ssh=answers
      [[ -n $state ]] || state=unknown ssh='refuses ops'
    fi
    printf '%-11s %-14s %-9s %-9s %s\n' "$name" "$(address_of "$name")" "$(release_of "$name")" "$state" "$ssh"
  done
  echo
  if package_server_answers; then
    say "Package repository: $PACKAGES_URL"
  else
    say "Package repository: not answering on $PACKAGES_URL; 'lab up' starts it again."
  fi
  say "Inventory: $INVENTORY"
}
