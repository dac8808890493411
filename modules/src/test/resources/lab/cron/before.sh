command -v crontab >/dev/null || { apt-get -q update; DEBIAN_FRONTEND=noninteractive apt-get -qy install --no-install-recommends cron; }
crontab -r 2>/dev/null || true
rm -f /etc/cron.d/casejobs
printf 'MAILTO=root\n5 5 * * * echo five\n' | crontab -
