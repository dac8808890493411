rm -rf /srv/case
mkdir -p /srv/case/sub
printf 'one\n' >/srv/case/sub/a.log
printf 'two error\n' >/srv/case/b.log
: >"/srv/case/it's
two lines.log"
