mount -o remount,exec /tmp
[ "$(cat /srv/casescript/prepared)" = 'with care' ]
[ -e /srv/casescript/marked ]
[ "$(cat /srv/casescript/lines)" = line ]
if ls -d /tmp/.groundwork.* 2>/dev/null; then exit 1; fi
