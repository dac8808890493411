[ "$(systemctl show -p MainPID --value case-plain.service)" != "$(cat /run/casepid)" ]
[ "$(systemctl is-enabled case-plain.service)" = enabled ]
[ -L /etc/systemd/system/multi-user.target.wants/case-plain.service ]
systemctl is-active case-static.service case-many@one.service
systemctl is-enabled case-many@one.service
ssh-keygen -lf /srv/casekey/.ssh/id_ed25519 | grep -q ED25519
[ "$(stat -c '%a %U' /srv/casekey/.ssh/id_ed25519)" = '600 casekey' ]
if id caseforce 2>/dev/null; then exit 1; fi
[ ! -e /home/caseforce ]
