systemctl is-active case
systemctl is-enabled case
systemctl is-active other
systemctl is-enabled other
[ "$(wc -l </run/case.restarts)" = 2 ]
