rm -rf /srv/case
mkdir -p /srv/case
printf '# limits\n* soft core 0' >/srv/case/limits.conf
printf '192.0.2.7 old.host db\n192.0.2.8 old.host2\n' >/srv/case/hosts
printf '[Journal]\r\n#SystemMaxUse=\r\n\r\n[Other]\r\nx = 1\r\n' >/srv/case/journald.conf
printf '{\n    "listen": {"port": 80},\n    "hosts": ["a"]\n}\n' >/srv/case/main.json
chmod 0640 /srv/case/main.json
chown nobody /srv/case/main.json
ln -s main.json /srv/case/link.json
