[ "$(findmnt -no FSTYPE,SIZE /srv/casetmp | tr -s ' ')" = 'tmpfs 2M' ]
[ "$(cat /srv/casebind/deep/file)" = here ]
findmnt -no OPTIONS /srv/caseonce | grep -qw ro
grep -q '^/srv/case\\040source /srv/casebind/deep none bind 0 0$' /etc/fstab
if grep -q -e casegone -e caseonce /etc/fstab; then exit 1; fi
[ ! -e /srv/casegone ]
findmnt --verify >/dev/null || true
[ "$(readlink /etc/localtime)" = ../usr/share/zoneinfo/Europe/Berlin ]
[ "$(cat /etc/timezone)" = Europe/Berlin ]
[ "$(date +%Z)" != UTC ]
[ "$(hostname)" = "$(cat /etc/hostname)" ]
[ "$(hostname)" != case-other ]
