# What the stand-in for ClickHouse takes and refuses. Runs on a host of the lab, as root, with the repository's address in
# `url`, after shared.sh; the first line that fails ends it.
# shellcheck shell=bash disable=SC2154

version=24.8.14.39
parts=(clickhouse-{common-static,server,client})
password=a-password-of-more-than-32-characters
etc=/etc/clickhouse-server
address=$(hostname -I | cut -d' ' -f1)

hash() { printf %s "$1" | sha256sum | cut -d' ' -f1; }
xml() { cat >"$etc/$1.xml" <<<"<clickhouse>$2</clickhouse>"; }

answers() { timeout 10 bash -c 'until (: </dev/tcp/127.0.0.1/9000) 2>/dev/null; do sleep 0.1; done'; }

restart() {
  systemctl restart clickhouse-server
  answers
}

# refuses TEXT COMMAND…
refuses() {
  local status=0
  output=$("${@:2}" 2>&1) || status=$?
  [[ $status -ne 0 && $output == *"$1"* ]]
}

start_refuses() { refuses "$1" timeout 5 setpriv --reuid clickhouse --regid clickhouse --clear-groups clickhouse-server; }
ask() { CLICKHOUSE_PASSWORD=$password clickhouse-client --user altcraft "$@"; }

install_version() { DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${parts[@]/%/=$1}"; }

/usr/lib/apt/apt-helper download-file "$url/lab.asc" /etc/apt/keyrings/lab.asc
echo "deb [signed-by=/etc/apt/keyrings/lab.asc] $url/clickhouse/deb lts main" >/etc/apt/sources.list.d/clickhouse.list
apt-get update -q
DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends wget

: 'Its parts must match; installed, it is enabled and not started.'
fails apt-get install -q -y --simulate "clickhouse-server=$version" clickhouse-common-static=25.3.14.14
install_version "$version"
[[ $(clickhouse-server --version) == "ClickHouse server version $version "*stand-in* ]]
[[ $(clickhouse-client --version) == *stand-in* ]]
[[ $(systemctl is-enabled clickhouse-server) == enabled && $(systemctl is-active clickhouse-server) == inactive ]]

: 'Without users.d, everybody on the host is its default user.'
restart
[[ $(clickhouse-client -q 'SELECT version()') == "$version" ]]
[[ $(wget -q -O - http://127.0.0.1:8123/ping) == Ok. ]]
closed "$address" 9000
systemctl stop clickhouse-server

: 'It refuses what it cannot merge, and users with two passwords, a wrong hash or an unknown profile.'
echo '<clickhouse><listen_host>' >"$etc/config.d/lab.xml" && start_refuses 'Failed to parse'
xml config.d/lab '<max_memory_usage>1</max_memory_usage>' && start_refuses 'appeared at top level'
rm "$etc/config.d/lab.xml"
xml users.d/lab "<users><default><password_sha256_hex>$(hash x)</password_sha256_hex></default></users>"
start_refuses 'More than one'
xml users.d/lab '<users><altcraft><password_sha256_hex>short</password_sha256_hex></altcraft></users>'
start_refuses 'wrong length'
xml users.d/lab '<users><altcraft><password>x</password><profile>none</profile></altcraft></users>'
start_refuses 'THERE_IS_NO_PROFILE'
refuses 'does not match the owner' clickhouse-server

: 'Users, and a listener on the address of the service; ports that nobody wants are gone.'
xml users.d/lab "
  <users>
    <default>
      <password remove='1'/><password_sha256_hex>$(hash "$password")</password_sha256_hex>
      <networks replace='replace'><ip>127.0.0.1</ip></networks>
    </default>
    <altcraft>
      <password_sha256_hex>$(hash "$password")</password_sha256_hex>
      <networks><ip>127.0.0.1</ip><ip>$address/32</ip></networks>
      <profile>default</profile><quota>default</quota>
      <allow_databases><database>altcraft_system</database></allow_databases>
    </altcraft>
  </users>"
xml config.d/lab "<listen_host>127.0.0.1</listen_host><listen_host>$address</listen_host>
  <mysql_port remove='1'/><max_server_memory_usage>1073741824</max_server_memory_usage>"
chown -R clickhouse: "$etc"
restart
refuses 'Code: 516' clickhouse-client -q 'SELECT 1'
refuses 'Code: 516' env CLICKHOUSE_PASSWORD=wrong clickhouse-client --user altcraft -q 'SELECT 1'
refuses 'Code: 516' env CLICKHOUSE_PASSWORD="$password" clickhouse-client --host "$address" -q 'SELECT 1'
ask -q 'CREATE DATABASE IF NOT EXISTS altcraft_system'
ask --host "$address" -q 'CREATE DATABASE IF NOT EXISTS altcraft_system'
refuses 'Not enough privileges' ask -q 'CREATE DATABASE other'
refuses 'Code: 62' ask -q 'DELETE everything'
[[ $(ask -q 'SHOW DATABASES') == altcraft_system ]]
[[ $(ask -q "SELECT count() FROM system.databases WHERE name = 'altcraft_system'") == 1 ]]
[[ $(ask -q "SELECT auth_type FROM system.users WHERE name = 'altcraft'") == sha256_password ]]
[[ $(ask -q "SELECT value FROM system.server_settings WHERE name = 'max_server_memory_usage'") == 1073741824 ]]
install -m 0600 /dev/null /root/client.xml
echo "<config><user>altcraft</user><password>$password</password></config>" >/root/client.xml
[[ $(clickhouse-client -C /root/client.xml -q 'SELECT currentUser()') == altcraft ]]
(: </dev/tcp/127.0.0.1/9005)
closed 127.0.0.1 9004

: 'Over HTTP as well.'
web() { wget -q -O - --header "X-ClickHouse-User: altcraft" --header "X-ClickHouse-Key: $1" 'http://127.0.0.1:8123/?query=SELECT%201'; }
[[ $(web "$password") == 1 ]]
fails web wrong

: 'The native port says nothing before it was greeted.'
exec 5<>/dev/tcp/127.0.0.1/9000
fails read -r -t 0.5 -u 5

: 'A changed user is taken over while it runs; a mistake in its file leaves the users of before.'
sed -i "s/$(hash "$password")/$(hash another)/" "$etc/users.d/lab.xml"
sleep 1.5
refuses 'Code: 516' ask -q 'SELECT 1'
[[ $(CLICKHOUSE_PASSWORD=another clickhouse-client --user altcraft -q 'SELECT 1') == 1 ]]
echo nonsense >"$etc/users.d/other.xml"
sleep 1.5
[[ $(CLICKHOUSE_PASSWORD=another clickhouse-client --user altcraft -q 'SELECT 1') == 1 ]]
rm "$etc/users.d/other.xml"

: 'Another version keeps the databases.'
DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends --allow-downgrades "${parts[@]/%/=24.8.13.16}"
restart
[[ $(CLICKHOUSE_PASSWORD=another clickhouse-client --user altcraft -q 'SELECT version()') == 24.8.13.16 ]]
[[ $(CLICKHOUSE_PASSWORD=another clickhouse-client --user altcraft -q 'EXISTS DATABASE altcraft_system') == 1 ]]
