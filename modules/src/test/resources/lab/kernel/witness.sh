[ "$(cat /proc/sys/net/ipv4/tcp_keepalive_time)" = 120 ]
grep -q '^net.ipv4.tcp_keepalive_time *= *120' /etc/sysctl.d/90-case.conf
