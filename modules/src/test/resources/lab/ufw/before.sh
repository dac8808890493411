DEBIAN_FRONTEND=noninteractive
export DEBIAN_FRONTEND
command -v ufw >/dev/null || {
  apt-get update -q
  apt-get install -q -y --no-install-recommends ufw iptables
}
systemctl disable --now firewalld nftables >/dev/null 2>&1 || :
ufw --force reset
ufw default deny incoming
ufw default allow outgoing
ufw logging low
rm -f /etc/ufw/*.rules.2*
ufw allow 8080/tcp
