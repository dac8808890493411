# Shell functions that the snippets of firewalld share.

# tool: sets gw_tool to what reaches firewalld's configuration: the daemon, or its files while it is
# not running; gw_running says which.
tool() {
  gw_running=no
  if firewall-cmd --state >/dev/null 2>&1; then
    gw_running=yes
    gw_tool=firewall-cmd
  else
    gw_tool=firewall-offline-cmd
  fi
}

# ask PERMANENT ARGUMENT...: firewalld's answer, of what is stored ("yes") or what is in force ("no").
ask() {
  gw_stored=$1
  shift
  if [ "$gw_running" = yes ] && [ "$gw_stored" = yes ]; then
    firewall-cmd --permanent "$@"
  else
    "$gw_tool" "$@"
  fi
}
