# What the stand-in for MongoDB takes and refuses. Runs on a host of the lab, as root, with the repository's address in
# `url`, after shared.sh; the first line that fails ends it.
# shellcheck shell=bash disable=SC2154

source_line="deb [signed-by=/etc/apt/keyrings/lab.asc] $url/mongodb bookworm/mongodb-org/8.0 main"
parts=(mongodb-org mongodb-org-{database,server,mongos,shell,tools,database-tools-extra})
password=a-password-of-more-than-32-characters

conf() { cat >/etc/mongod.conf; }
shell() { mongosh --quiet --norc "$@"; }
as_admin() { shell -u admin -p "$password" --authenticationDatabase admin "$@"; }

refuses() {
  local status=0
  output=$("$@" 2>&1) || status=$?
  [[ $status -ne 0 ]]
}

restart() {
  systemctl restart mongod
  timeout 10 bash -c 'until (: </dev/tcp/127.0.0.1/27017) 2>/dev/null; do sleep 0.1; done'
}

is_primary() {
  local try
  for ((try = 0; try < 20; try++)); do
    [[ $(shell --eval 'db.hello().isWritablePrimary') != true ]] || return 0
    sleep 0.2
  done
  return 1
}

/usr/lib/apt/apt-helper download-file "$url/lab.asc" /etc/apt/keyrings/lab.asc
echo "$source_line" >/etc/apt/sources.list.d/mongodb.list
apt-get update -q
DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${parts[@]/%/=8.0.26}"

: 'It says what it is, and neither starts nor is enabled by being installed.'
[[ $(mongod --version) == "db version v8.0.26"*stand-in* ]]
[[ $(systemctl is-active mongod) == inactive && $(systemctl is-enabled mongod) == disabled ]]
[[ $(stat -c %U:%G /var/lib/mongodb) == mongodb:mongodb ]]

: 'It refuses what mongod refuses.'
conf <<<'storage: {dbPath: /var/lib/mongodb, journal: {enabled: true}}'
refuses mongod --config /etc/mongod.conf
[[ $output == 'Unrecognized option: storage.journal.enabled'* ]]
conf <<<'storage: {dbPath: /nowhere}'
refuses mongod --config /etc/mongod.conf
conf <<<'systemLog: {destination: file, path: /var/log/mongodb/mongod.log, logRotate: reopen}'
refuses mongod --config /etc/mongod.conf
conf <<<'security: {keyFile: /etc/mongod.key}'
(umask 022 && openssl rand -base64 48 >/etc/mongod.key)
refuses mongod --config /etc/mongod.conf
[[ $output == *'too open' ]]

: 'Alone and without access control, on loopback only.'
conf <<'YAML'
storage: {dbPath: /var/lib/mongodb, wiredTiger: {engineConfig: {cacheSizeGB: 0.25}}}
systemLog: {destination: file, logAppend: true, logRotate: reopen, path: /var/log/mongodb/mongod.log}
YAML
restart
[[ $(shell --eval 'db.adminCommand("ping").ok') == 1 ]]
[[ $(shell --eval 'db.version()') == 8.0.26 ]]
[[ $(shell --eval 'db.serverStatus().wiredTiger.cache["maximum bytes configured"]') == 268435456 ]]
refuses shell --host "$(hostname -I | cut -d' ' -f1)" --eval 1
[[ $output == *ECONNREFUSED* ]]
refuses shell --eval 'rs.status()'
[[ $output == *NoReplicationEnabled* ]]

systemctl stop mongod
conf <<<'storage: {dbPath: /var/lib/mongodb, wiredTiger: {engineConfig: {directoryForIndexes: true}}}'
refuses setpriv --reuid mongodb --regid mongodb --clear-groups mongod --config /etc/mongod.conf
[[ $output == *'already set to false'* ]]

: 'A set of one member with access control: the exception founds it and makes the first user, and then is gone.'
chown mongodb: /etc/mongod.key && chmod 0400 /etc/mongod.key
address=$(hostname -I | cut -d' ' -f1)
conf <<YAML
storage: {dbPath: /var/lib/mongodb}
systemLog: {destination: file, logAppend: true, logRotate: reopen, path: /var/log/mongodb/mongod.log}
net: {port: 27017, bindIp: "127.0.0.1,$address"}
security: {keyFile: /etc/mongod.key}
replication: {replSetName: rs0}
YAML
restart
admin='db.getSiblingDB("admin").createUser({user: "admin", pwd: process.env.PW, roles: ["root"]})'
PW=$password refuses shell --eval "$admin"
[[ $output == *NotWritablePrimary* ]]
refuses shell --host "$address" --eval 'rs.initiate()'
refuses shell --eval "rs.initiate({_id: 'other', members: [{_id: 0, host: '$address:27017'}]})"
refuses shell --eval "rs.initiate({_id: 'rs0', members: [{_id: 0, host: '198.18.0.250:27017'}]})"
shell --eval "rs.initiate({_id: 'rs0', version: 1, members: [{_id: 0, host: '$address:27017'}]})"
is_primary
PW=$password refuses shell --host "$address" --eval "$admin"
PW=$password shell --eval "$admin"
PW=$password refuses shell --eval "$admin"
[[ $output == *Unauthorized* ]]

: 'Users, and what they may do.'
refuses shell -u admin -p wrong --authenticationDatabase admin --eval 1
[[ $output == *AuthenticationFailed* ]]
install -m 0600 /dev/null /root/user.js
cat >/root/user.js <<JS
db.getSiblingDB('admin').auth('admin', '$password');
db.getSiblingDB('admin').createUser({user: 'altcraft', pwd: '$password', roles: [{role: 'readWrite', db: 'control'}]});
printjson(db.getSiblingDB('admin').getUser('altcraft').roles);
JS
[[ $(shell --file /root/user.js) == "[ { role: 'readWrite', db: 'control' } ]" ]]
login="mongodb://altcraft:$password@$address:27017"
shell "$login/control?authSource=admin" --eval 'db.things.insertOne({a: 1}).acknowledged'
[[ $(shell "$login/control?authSource=admin" --eval 'db.things.countDocuments({a: 1})') == 1 ]]
refuses shell "$login/filedb?authSource=admin" --eval 'db.things.insertOne({a: 1})'
as_admin --eval 'db.getSiblingDB("admin").grantRolesToUser("altcraft", [{role: "readWrite", db: "filedb"}])'
shell "$login/filedb?authSource=admin&replicaSet=rs0" --eval 'db.things.insertOne({a: 1})'
as_admin --eval 'db.getSiblingDB("admin").updateUser("altcraft", {pwd: "another-one"})'
refuses shell "$login/control?authSource=admin" --eval 1
refuses as_admin --eval 'db.getSiblingDB("admin").createUser({user: "x", pwd: "x", roles: ["nonsense"]})'
[[ $output == *RoleNotFound* ]]

: 'All of it is there after a restart, and its log is reopened.'
restart
is_primary
[[ $(as_admin --eval 'rs.status().members[0].stateStr') == PRIMARY ]]
[[ $(as_admin --eval 'db.getSiblingDB("admin").getUsers().users.length') == 2 ]]
mv /var/log/mongodb/mongod.log{,.1}
pkill -USR1 -x mongod
as_admin --eval 'db.adminCommand({logRotate: 1}).ok'
[[ -e /var/log/mongodb/mongod.log ]]

: 'Another version takes over what was there.'
DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${parts[@]/%/=8.0.30}"
restart
is_primary
[[ $(as_admin --eval 'db.version()') == 8.0.30 ]]

: 'A set of three members: the others have what was written, and one of them takes over.'
systemctl stop mongod
member() {
  setsid mongod --port "2701$1" --dbpath "/srv/member$1" --keyFile /etc/mongod.key --replSet rs0 --bind_ip "127.0.0.1,$address" \
    >/dev/null 2>&1 &
  members[$1]=$!
}
members=()
chown root: /etc/mongod.key
for number in 1 2 3; do
  mkdir -p "/srv/member$number"
  member "$number"
done
sleep 1
hosts="{_id: 1, host: '$address:27011', priority: 2}, {_id: 2, host: '$address:27012'}, {_id: 3, host: '$address:27013'}"
shell --port 27011 --eval "rs.initiate({_id: 'rs0', members: [$hosts]})"
set="mongodb://$address:27011,$address:27012,$address:27013"
try=0
until PW=$password shell --port 27011 --eval "$admin"; do
  ((++try < 20))
  sleep 0.3
done
[[ $(shell "$set/control?replicaSet=rs0&authSource=admin" -u admin -p "$password" --eval 'db.things.insertOne({a: 1}); db.hello().me') == "$address:27011" ]]
[[ $(as_admin --port 27013 --eval 'db.getSiblingDB("control").things.countDocuments()') == 1 ]]
refuses as_admin --port 27013 --eval 'db.getSiblingDB("control").things.insertOne({})'
[[ $output == *NotWritablePrimary* ]]
kill -KILL "${members[1]}"
try=0
until as_admin "$set/control?replicaSet=rs0&authSource=admin" --eval 'db.things.insertOne({a: 2})'; do
  ((++try < 20))
  sleep 0.3
done
member 1
try=0
until [[ $(as_admin --port 27011 --eval 'db.getSiblingDB("control").things.countDocuments()') == 2 ]]; do
  ((++try < 20))
  sleep 0.3
done
kill "${members[@]}"
