firewall-cmd --query-service=https
firewall-cmd --permanent --query-service=https
firewall-cmd --query-port=8000-8010/tcp
! firewall-cmd --permanent --query-port=8000-8010/tcp
firewall-cmd --permanent --list-rich-rules | grep -q 5432
firewall-cmd --permanent --zone=drop --query-source=192.0.2.0/24
! firewall-cmd --permanent --zone=external --query-masquerade
firewall-cmd --permanent --query-icmp-block=echo-request
! firewall-cmd --query-service=dhcpv6-client
firewall-cmd --permanent --get-zones | grep -qw gw
firewall-cmd --query-service=ssh
systemctl stop firewalld
systemctl start firewalld
timeout 20 sh -c 'until firewall-cmd --state; do sleep 0.3; done'
firewall-cmd --add-port=8000-8010/tcp
