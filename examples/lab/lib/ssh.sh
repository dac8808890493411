# lab ssh

help_ssh() {
  cat <<'HELP'
Usage: lab ssh NAME [COMMAND…]

Logs in to the host NAME as `ops`, who may use sudo without a password; or runs COMMAND there and exits with its status.
The host's key is checked against the lab's own known_hosts.
HELP
}

command_ssh() {
  [[ $# -ge 1 ]] || usage_error "which host?"
  load_lab
  check_host "$1"
  host_lives "$1" || fail "host '$1' is stopped." "'lab restart $1' boots it."
  login "$@"
}
