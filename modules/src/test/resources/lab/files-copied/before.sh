rm -rf /srv/case
mkdir -p /srv/case/d /srv/case/unpacked /srv/case/unzipped /srv/case/here /srv/case/p
printf 'there\n' >/srv/case/there
chmod 0750 /srv/case/there
printf 'old\n' >/srv/case/d/there
printf 'one\n' >/srv/case/p/one
printf 'two\n' >/srv/case/p/two
tar -C /srv/case/p -cf /srv/case/here.tar one two
command -v unzip >/dev/null || apt-get -qq install unzip >/dev/null
