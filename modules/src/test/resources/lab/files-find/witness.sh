[ -z "$(find /srv/case -type f)" ]
[ -d /srv/case/sub ]
