version() { dpkg-query -W -f '${Version} ${db:Status-Abbrev}' "$1"; }
[ "$(version gw-app)" = '1.1-1 ii ' ]
[ "$(version gw-lib)" = '1.0-1 ii ' ]
[ "$(version gw-held)" = '2.0 ii ' ] || [ "$(version gw-held)" = '2.0 hi ' ]
[ "$(version gw-file)" = '3.0 ii ' ]
[ -z "$(dpkg-query -W -f '${db:Status-Abbrev}' gw-old 2>/dev/null | tr -d 'un ')" ]
[ -z "$(dpkg-query -W -f '${db:Status-Abbrev}' gw-left 2>/dev/null | tr -d 'unrc ')" ]
[ ! -e /usr/sbin/policy-rc.d ]
[ -z "$(ls /var/lib/dpkg/updates)" ]
