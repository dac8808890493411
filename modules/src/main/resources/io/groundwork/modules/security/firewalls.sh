# other_firewalls OWN...: prints the firewalls that are at work besides these, each on a line
# "active NAME".
other_firewalls() {
  for gw_firewall in ufw firewalld nftables; do
    case " $* " in
      *" $gw_firewall "*) continue ;;
    esac
    case $gw_firewall in
      # ufw's unit is active wherever the package is; its own word counts.
      ufw) grep -qsi '^ENABLED=yes' /etc/ufw/ufw.conf && command -v ufw >/dev/null 2>&1 &&
        printf 'active ufw\n' ;;
      *) command -v systemctl >/dev/null 2>&1 && systemctl -q is-active "$gw_firewall.service" \
        2>/dev/null && printf 'active %s\n' "$gw_firewall" ;;
    esac
  done
  return 0
}

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
