[ "$(stat -c '%a %U' /srv/casekeys/.ssh)" = '700 casekeys' ]
[ "$(stat -c '%a %U' /srv/casekeys/.ssh/authorized_keys)" = '600 casekeys' ]
[ "$(grep -c '^no-pty ssh-ed25519' /srv/casekeys/.ssh/authorized_keys)" = 2 ]
ssh-keygen -l -f /srv/casekeys/.ssh/authorized_keys | grep -q jo
ssh-keygen -F git.example.com -f /etc/casekeys_known | grep -q ed25519
if grep -q git.example /etc/casekeys_known; then exit 1; fi
[ "$(su casekeys -c 'ulimit -n')" = 4096 ]
