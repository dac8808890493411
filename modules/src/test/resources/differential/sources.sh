# Makes what tasks bring to a host, in the directory of a playbook.
mkdir -p files/tree/sub/empty templates tmp cp
printf 'local\n' >files/local.txt
printf 'no newline' >files/bare.txt
: >files/empty.txt
printf '#!/bin/sh\nexit 0\n' >files/run.sh
chmod 0751 files/run.sh
printf 'caf\303\251\n' >'files/über name.txt'
printf 'top\n' >files/tree/top.txt
printf 'below\n' >files/tree/sub/below.txt
ln -s top.txt files/tree/link
chmod 0640 files/tree/top.txt
head -c 300000 /dev/zero >files/large.bin

printf 'plain\ntext\n' >templates/plain.conf
printf 'no newline' >templates/bare.conf
printf 'one\r\ntwo\r\n' >templates/dos.conf
printf 'caf\303\251\n' >templates/latin.conf
: >templates/empty.conf
printf 'x\n\n\n' >templates/newlines.conf

mkdir -p stuff/top/inner
printf 'one\n' >stuff/top/one.txt
printf 'two\n' >stuff/top/inner/two.txt
printf 'caf\303\251\n' >'stuff/top/été.txt'
ln -s one.txt stuff/top/link
chmod 0755 stuff/top/inner/two.txt
chmod 0700 stuff/top/inner
find stuff -exec touch -h -d '2020-02-01 10:00:00 UTC' '{}' +
for archive in tar tar.gz tar.bz2 tar.xz; do
  tar -C stuff --sort=name --owner=1000 --group=1000 --numeric-owner -caf "files/stuff.$archive" top
done
(cd stuff && TZ=UTC zip -qry ../files/stuff.zip top)
printf 'not an archive\n' >files/broken.tar.gz
