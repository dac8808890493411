[ "$(find /srv/case -type f -perm 0600 | wc -l)" = 4 ] # a name has two lines
[ "$(stat -c %a /srv/case/sub/a.log)" = 600 ]
