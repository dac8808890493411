rm -rf /srv/casescript
mkdir -p /srv/casescript
mount -o remount,noexec /tmp
