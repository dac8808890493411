[ "$(id -gn casey)" = casegroup ]
id -nG casey | grep -qw casemore
[ "$(getent passwd casey | cut -d: -f5-)" = 'Case, of the lab:/srv/casey:/bin/sh' ]
[ "$(stat -c '%U %G %a' /srv/casey/own)" = 'casey casemore 700' ]
