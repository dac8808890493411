crontab -l >/tmp/casetab
diff /tmp/casetab - <<'END'
MAILTO=root
PATH="/usr/bin:/bin"
#Ansible: five
5 5 * * * echo five
#Ansible: old reports
10 3 * * * find /srv -mtime +30 -print | wc -l
END
diff /etc/cron.d/casejobs - <<'END'
#Ansible: nightly
@daily nobody true
#Ansible: resting
#* * * * * nobody false
END
[ "$(stat -c '%a %U' /etc/cron.d/casejobs)" = '644 root' ]
rm /tmp/casetab
