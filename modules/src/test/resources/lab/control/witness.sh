[ "$(cat /srv/control/mark)" = marked ]
