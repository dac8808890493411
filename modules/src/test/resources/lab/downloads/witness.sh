[ -s /srv/case/hello.txt ]
[ "$(stat -c %a /srv/case/tool.tar.gz)" = 600 ]
[ -n "$(ls /srv/case/unpacked)" ]
