# What the stand-in for Kvrocks takes and refuses. Runs on a host of the lab, as root, with the repository's address in
# `url`, after shared.sh; the first line that fails ends it.
# shellcheck shell=bash disable=SC2154

password='a-password-of-more-than-32-characters'

conf() { printf '%s\n' 'port 6666' 'dir /var/lib/kvrocks' 'log-dir stdout' "$@" >/etc/kvrocks.conf; }

refuses() {
  local status=0
  output=$(timeout 5 kvrocks -c /etc/kvrocks.conf 2>&1) || status=$?
  [[ $status -eq 1 && $output == *"$1"* ]]
}

ask() { REDISCLI_AUTH=$password redis-cli -p 6666 "$@" 2>&1; }

apt-get update -q
DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends redis-tools wget
wget -q -P /tmp/kvrocks-deb "$url/files/kvrocks_2.17.0-1_amd64.deb" "$url/files/SHA256SUMS"
(cd /tmp/kvrocks-deb && sha256sum --check --ignore-missing SHA256SUMS)
DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends /tmp/kvrocks-deb/*.deb

: 'It says what it is; neither user nor unit come with it, but an example of a unit for another path.'
[[ $(kvrocks -v) == 'kvrocks version 2.17.0'*stand-in* ]]
[[ ! -e /lib/systemd/system/kvrocks.service ]] && grep /usr/local/bin/kvrocks /usr/share/kvrocks/kvrocks.service

: 'It refuses keys and values it does not know, quotes that do not end, and a folder it cannot write.'
conf 'nonsense yes' && refuses "'nonsense' is not a valid configuration key"
conf 'supervised perhaps' && refuses "'supervised'"
conf 'requirepass "half' && refuses 'malformed line'
conf 'dir /nowhere/at/all' && refuses 'Failed to open'

: 'A unit of type notify becomes active only if it is told to be supervised.'
useradd --system kvrocks && install -d -o kvrocks -g kvrocks /var/lib/kvrocks
cat >/etc/systemd/system/kvrocks.service <<'UNIT'
[Service]
Type=notify
User=kvrocks
ExecStart=/usr/bin/kvrocks -c /etc/kvrocks.conf
TimeoutStartSec=2
UNIT
systemctl daemon-reload
conf "requirepass $password"
fails systemctl start kvrocks
conf "requirepass \"$password\" # quoted" 'supervised systemd' 'rocksdb.block_cache_size 64'
systemctl start kvrocks

: 'Its protocol, behind its password.'
[[ $(redis-cli -p 6666 ping 2>&1) == NOAUTH* && $(REDISCLI_AUTH=wrong redis-cli -p 6666 ping 2>&1) == *'Invalid password'* ]]
[[ $(ask ping) == PONG && $(ask set a 1) == OK && $(ask get a) == 1 ]]
ask info server | grep -x $'kvrocks_version:2.17.0\r'
[[ $(ask config get rocksdb.block_cache_size | tail -n 1) == 64 ]]
closed "$(hostname -I | cut -d' ' -f1)" 6666

: 'Another one follows it.'
mkdir /tmp/follower
printf '%s\n' 'port 6667' 'dir /tmp/follower' 'slaveof 127.0.0.1 6666' "masterauth $password" >/etc/kvrocks2.conf
kvrocks -c /etc/kvrocks2.conf >/dev/null &
sleep 1
[[ $(redis-cli -p 6667 get a) == 1 && $(redis-cli -p 6667 set a 2 2>&1) == READONLY* ]]
kill "$!"

: 'What it was given is there after a restart.'
systemctl restart kvrocks
[[ $(ask get a) == 1 ]]
systemctl stop kvrocks
