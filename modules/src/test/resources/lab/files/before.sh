rm -rf /srv/case
mkdir -p /srv/case/old
printf 'one\ntwo\nthree' >/srv/case/lines
printf 'before\n' >/srv/case/drifted
chmod 0666 /srv/case/drifted
chown nobody /srv/case/drifted
