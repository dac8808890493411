[ "$(stat -c '%a %U %G' /srv/case/a/b/c)" = '750 root nogroup' ]
[ "$(cat "/srv/case/a/b/c/it's \"here\"")" = "hello $(hostname)" ]
[ "$(stat -c %a "/srv/case/a/b/c/it's \"here\"")" = 640 ]
[ "$(cat /srv/case/drifted)" = after ]
[ "$(stat -c '%a %U' /srv/case/drifted)" = '640 root' ]
[ "$(cat /srv/case/drifted.*~)" = before ]
[ "$(cat /srv/case/local.txt)" = 'as it is: ${not_rendered}' ]
grep -qx 'port = 5432' /srv/case/app.conf
grep -qx "token = s3 'cr\"et \$x" /srv/case/app.conf
[ "$(cat /srv/case/lines)" = "$(printf 'one\nTWO\nthree\nfour')" ]
[ "$(readlink /srv/case/link)" = /srv/case/lines ]
[ ! -e /srv/case/old ]
[ -z "$(find /srv/case -name '.groundwork*')" ]
