# lab down

help_down() {
  cat <<'HELP'
Usage: lab down [--purge]

Ends the lab and leaves nothing behind: no process, mount, network or kernel setting; the hosts' disks and keys are
gone. Keeps only the cache (base trees and built packages), with which the next `lab up` takes seconds.

  --purge    remove the cache as well
HELP
}

command_down() {
  local purge=no hosts=()
  case ${1:-} in
    '') ;;
    --purge) purge=yes && shift ;;
    *) usage_error "unexpected argument '$1'" ;;
  esac
  [[ $# -eq 0 ]] || usage_error "unexpected argument '$1'"
  require_possible
  take_lock
  require_own_network

  if [[ -d $STATE ]]; then
    if read_record; then
      mapfile -t hosts < <(hosts_of "$COUNT")
      in_parallel end_group "${hosts[@]}"
      stop_package_server
      network_down
      remove_groups
    fi
    remove_inventories
    rm -rf "$STATE"
    say "Down: ${hosts[*]:-no host} ended and removed, this machine's network and settings as before ($(took))."
  else
    say "No lab is up; nothing to end."
  fi

  if [[ $purge == yes ]]; then
    rm -rf "$CACHE"
    say "Removed the cache $CACHE."
  elif [[ -d $CACHE ]]; then
    say "Kept the cache $CACHE ($(du -sh "$CACHE" | cut -f1)); 'lab down --purge' removes it as well."
  fi
}
