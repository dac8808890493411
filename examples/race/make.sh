#!/bin/sh
# The same fifty states as in playbook.yml, made on a host that has none of them but the packages and the service, as one would by
# hand, each looked at before it is changed: what a first run costs at the least. For one host, as root, on standard input of sh.
set -eu
LC_ALL=C
export LC_ALL
umask 022
home=/srv/race

dpkg-query -Wf '${db:Status-Status}\n' openssh-server sudo ca-certificates >/dev/null
systemctl is-active --quiet ssh || systemctl start ssh
systemctl is-enabled --quiet ssh || systemctl enable ssh
getent group race >/dev/null || groupadd --system race
getent passwd race >/dev/null || useradd --system --gid race --home-dir "$home" --no-create-home --shell /usr/sbin/nologin race

# put PATH: a file with the content of standard input, in one step.
put() {
  temporary=$(mktemp "$1.XXXXXX")
  cat >"$temporary"
  if cmp -s "$temporary" "$1"; then
    rm "$temporary"
    return
  fi
  chown root:race "$temporary"
  chmod 0640 "$temporary"
  sync "$temporary"
  mv "$temporary" "$1"
}

directory() {
  [ -d "$1" ] || mkdir "$1"
  chown race:race "$1"
  chmod 0750 "$1"
}

# line PATH BEGINNING LINE
line() {
  [ -e "$1" ] || : | put "$1"
  grep -qxF "$3" "$1" && return
  { grep -v "$2" "$1" || :; printf '%s\n' "$3"; } | put "$1"
}

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

put "$home/data/accounts.conf" <<'END'
# What the platform knows about its accounts.
name = accounts
enabled = true
workers = 2
END
put "$home/data/audit.conf" <<'END'
# What the platform knows about its audit.
name = audit
enabled = true
workers = 3
END
put "$home/data/backup.conf" <<'END'
# What the platform knows about its backup.
name = backup
enabled = true
workers = 4
END
put "$home/data/channels.conf" <<'END'
# What the platform knows about its channels.
name = channels
enabled = true
workers = 5
END
put "$home/data/cluster.conf" <<'END'
# What the platform knows about its cluster.
name = cluster
enabled = true
workers = 6
END
put "$home/data/domains.conf" <<'END'
# What the platform knows about its domains.
name = domains
enabled = true
workers = 7
END
put "$home/data/events.conf" <<'END'
# What the platform knows about its events.
name = events
enabled = true
workers = 8
END
put "$home/data/filters.conf" <<'END'
# What the platform knows about its filters.
name = filters
enabled = true
workers = 9
END
put "$home/data/limits.conf" <<'END'
# What the platform knows about its limits.
name = limits
enabled = true
workers = 10
END
put "$home/data/mail.conf" <<'END'
# What the platform knows about its mail.
name = mail
enabled = true
workers = 11
END
put "$home/data/nodes.conf" <<'END'
# What the platform knows about its nodes.
name = nodes
enabled = true
workers = 12
END
put "$home/data/reports.conf" <<'END'
# What the platform knows about its reports.
name = reports
enabled = true
workers = 13
END
put "$home/data/schedule.conf" <<'END'
# What the platform knows about its schedule.
name = schedule
enabled = true
workers = 14
END
put "$home/data/sources.conf" <<'END'
# What the platform knows about its sources.
name = sources
enabled = true
workers = 15
END
put "$home/data/users.conf" <<'END'
# What the platform knows about its users.
name = users
enabled = true
workers = 16
END

line "$home/conf/network.conf" '^bind_address =' 'bind_address = 127.0.0.1'
line "$home/conf/network.conf" '^port =' 'port = 8750'
line "$home/conf/network.conf" '^backlog =' 'backlog = 1024'
line "$home/conf/memory.conf" '^heap_mb =' 'heap_mb = 512'
line "$home/conf/memory.conf" '^cache_mb =' 'cache_mb = 128'
line "$home/conf/memory.conf" '^buffers =' 'buffers = 64'
line "$home/conf/log.conf" '^level =' 'level = info'
line "$home/conf/log.conf" '^rotate_days =' 'rotate_days = 14'
line "$home/conf/log.conf" '^format =' 'format = json'
line "$home/conf/queue.conf" '^prefetch =' 'prefetch = 32'
line "$home/conf/queue.conf" '^durable =' 'durable = true'
line "$home/conf/queue.conf" '^retries =' 'retries = 5'
line "$home/conf/time.conf" '^connect_timeout =' 'connect_timeout = 10s'
line "$home/conf/time.conf" '^read_timeout =' 'read_timeout = 30s'
line "$home/conf/time.conf" '^zone =' 'zone = UTC'

name=$(uname -n)
put "$home/race.conf" <<END
# Rendered for $name.
name = $name
listen = $name:8750
owner = race
END
echo made
