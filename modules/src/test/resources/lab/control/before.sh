rm -rf /srv/control
