sysctl -qw net.ipv4.tcp_keepalive_time=7200
rm -f /etc/sysctl.d/90-case.conf
