# login_connection: prints the addresses and ports of the login that this runs in, as SSH_CONNECTION
# has them, nothing if it is none. sudo takes the variable away, so the parents are looked at.
login_connection() {
  gw_process=$$
  while [ "${gw_process:-0}" -gt 1 ]; do
    gw_found=$(tr '\000' '\n' <"/proc/$gw_process/environ" 2>/dev/null |
      sed -n 's/^SSH_CONNECTION=//p')
    if [ -n "$gw_found" ]; then
      printf '%s\n' "$gw_found"
      return 0
    fi
    gw_stat=$(cat "/proc/$gw_process/stat" 2>/dev/null) || return 0
    # The command's name, in brackets, may hold anything.
    gw_stat=${gw_stat##*) }
    gw_stat=${gw_stat#* }
    gw_process=${gw_stat%% *}
  done
}
