rm -rf /srv/case
mkdir -p /srv/case
