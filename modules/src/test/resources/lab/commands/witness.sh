[ -f /srv/case/once ]
[ "$(cat /srv/case/upper)" = 'A B' ]
[ "$(cat /srv/case/count)" = more ]
