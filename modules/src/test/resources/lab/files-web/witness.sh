[ -z "$(find /tmp -name '.groundwork*')" ]
grep -q Hello /srv/case/hello.txt
[ "$(stat -c %a /srv/case/hello.txt)" = 600 ]
