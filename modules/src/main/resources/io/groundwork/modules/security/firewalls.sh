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
