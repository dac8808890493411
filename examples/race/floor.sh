#!/bin/sh
# The same fifty states as in playbook.yml, read as one would by hand: what a run costs at the least.
# For one host, as root, on standard input of sh.
set -u
LC_ALL=C
export LC_ALL

home=/srv/race
right=0

# is WHAT WANTED PRESENT
is() {
  if [ "$2" = "$3" ]; then
    right=$((right + 1))
  else
    echo "$1: '$3' instead of '$2'"
  fi
}

packages() {
  # shellcheck disable=SC2016 # dpkg-query fills it in.
  is "$*" "$(printf 'installed\n%.0s' "$@")" "$(dpkg-query -Wf '${db:Status-Status}\n' "$@" 2>&1)"
}

service() {
  is "$1" "active enabled" "$(systemctl is-active "$1") $(systemctl is-enabled "$1")"
}

group() {
  is "group $1" 1 "$(getent group "$1" | wc -l)"
}

user() {
  is "user $1" "$2" "$(getent passwd "$1" | cut -d : -f 1,6,7) $(id -gn "$1")"
}

directory() {
  is "$1" "directory 750 race race" "$(stat -c '%F %a %U %G' "$1" 2>&1)"
}

content() {
  is "$1" "regular file 640 root race $2  -" \
    "$(stat -c '%F %a %U %G' "$1" 2>&1) $(sha256sum <"$1")"
}

line() {
  is "$1" "640 root race 1" "$(stat -c '%a %U %G' "$1" 2>&1) $(grep -cxF "$2" "$1")"
}

packages openssh-server sudo ca-certificates
service ssh
group race
user race "race:$home:/usr/sbin/nologin race"

directory "$home"
directory "$home/bin"
directory "$home/cache"
directory "$home/certificates"
directory "$home/conf"
directory "$home/data"
directory "$home/data/index"
directory "$home/data/journal"
directory "$home/data/segments"
directory "$home/import"
directory "$home/export"
directory "$home/log"
directory "$home/queue"
directory "$home/spool"
directory "$home/tmp"

content "$home/data/accounts.conf" 200865cc840f96ba8ec5a3b581032bbc4121285dd5e90ba2ca6cff9bbe38da25
content "$home/data/audit.conf" aaa77aaf4e35720ff744adfeca8aa3ea06100e687b13e0ed8bb58e03f341ab72
content "$home/data/backup.conf" 4110f501ee16b7fc0595efba68b2d68d001967a65fb3c760d71bda4ae437cee4
content "$home/data/channels.conf" 9f40ad2934fe819682e90ec579fb8c08780e060fbdf8a518eb581f01435cdee1
content "$home/data/cluster.conf" 8a518219f811cb70bbf84982d9b0e0a475b6874245b2b2fd27e4f3d18b7e9948
content "$home/data/domains.conf" 2278298bc56a04d6f485a9fa8f5db4cba300f49c38f418c500232002788df185
content "$home/data/events.conf" 5c4b6675b14c1795e80ee2474b94508620fc384ab449a6f26e499db2c9cfeb38
content "$home/data/filters.conf" 031136d8116bc29b1270fe99714a7efdc91f7a51073b6487b7d4a4ae6f1151bc
content "$home/data/limits.conf" 0bb88450d19da3815e30478a22007624ce8e21bcb28e0a3ed5d1bce1fcb34ef6
content "$home/data/mail.conf" c8fc2d72d349bb21bdbbb9bd1ef9d21590d0f4b6aa04b3375b0932011cd4faa1
content "$home/data/nodes.conf" 0bcfd1cce0a8c5f8851ce504c650d9b4b9044c3018cdafa10155d9c074fc0b2d
content "$home/data/reports.conf" 3f185410605d1fa386851e355835604486799657c05cb3e7545a4d47952da52d
content "$home/data/schedule.conf" 3fae9c1542f31189d2fa40a0db70028e55b645f66952df5aed331ffdec54ba0b
content "$home/data/sources.conf" e1c7ca05ff4ca09e467046d302ab76ecd0552b2db70b70263f0ee5ff996a8ac3
content "$home/data/users.conf" e0b06b09f93a195003f0d1eea60f9b984f2a4ccae9422981b632fcd4bbb3b514

line "$home/conf/network.conf" "bind_address = 127.0.0.1"
line "$home/conf/network.conf" "port = 8750"
line "$home/conf/network.conf" "backlog = 1024"
line "$home/conf/memory.conf" "heap_mb = 512"
line "$home/conf/memory.conf" "cache_mb = 128"
line "$home/conf/memory.conf" "buffers = 64"
line "$home/conf/log.conf" "level = info"
line "$home/conf/log.conf" "rotate_days = 14"
line "$home/conf/log.conf" "format = json"
line "$home/conf/queue.conf" "prefetch = 32"
line "$home/conf/queue.conf" "durable = true"
line "$home/conf/queue.conf" "retries = 5"
line "$home/conf/time.conf" "connect_timeout = 10s"
line "$home/conf/time.conf" "read_timeout = 30s"
line "$home/conf/time.conf" "zone = UTC"

name=$(uname -n)
is "$home/race.conf" "640 root race # Rendered for $name.
name = $name
listen = $name:8750
owner = race" "$(stat -c '%a %U %G' "$home/race.conf" 2>&1) $(cat "$home/race.conf")"

echo "$right of 50"
