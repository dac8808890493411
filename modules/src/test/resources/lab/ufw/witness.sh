ufw status verbose | grep -q '^Status: active'
ufw status verbose | grep -q '^Logging: on (medium)'
ufw status verbose | grep -q 'reject (routed)'
ufw status numbered | grep '\[ 1\]' | grep -q 192.0.2.7
ufw status | grep -q '^22/tcp .*ALLOW'
ufw status | grep -q '^2222/tcp .*LIMIT'
ufw status | grep -q '5432,5433/tcp .*ALLOW .*10.1.0.0/24 .*# for the application'
! ufw status | grep -q 8080
iptables -S ufw-user-input | grep -q -- '-p tcp .*5432'
