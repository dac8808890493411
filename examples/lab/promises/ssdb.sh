# What the stand-in for SSDB takes and refuses. Runs on a host of the lab, as root, with the repository's address in
# `url`, after shared.sh; the first line that fails ends it.
# shellcheck shell=bash disable=SC2154

commit=9f84e24c42cf4938630a5a5807560b0addb3155a
password=a-password-of-more-than-32-characters
server=/opt/ssdb-$commit/ssdb-server

# conf NAME PORT [LINE…]: the parts of its configuration, indented by TAB.
conf() {
  mkdir -p "/srv/$1"
  printf '%b\n' "work_dir: /srv/$1" 'server:' "\tport: $2" "\tauth: $password" "${@:3}" 'logger:' '\toutput: stdout' >"/srv/$1.conf"
}

refuses() {
  local status=0
  output=$(timeout 5 "$server" "/srv/$1.conf" 2>&1) || status=$?
  [[ $status -eq 1 && $output == *"$2"* ]]
}

starts() {
  "$server" "/srv/$1.conf" >"/srv/$1.log" 2>&1 &
  eval "$1=\$!"
  timeout 5 bash -c "until (: </dev/tcp/127.0.0.1/$2) 2>/dev/null; do sleep 0.05; done"
}

ask() { REDISCLI_AUTH=$password redis-cli -p "$@" 2>&1; }

apt-get update -q
DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends g++ make redis-tools wget
wget -q -P /opt "$url/files/ssdb-$commit.tar.gz" "$url/files/SHA256SUMS"
(cd /opt && sha256sum --check --ignore-missing SHA256SUMS && tar -xzf "ssdb-$commit.tar.gz")
make -s -C "/opt/ssdb-$commit"

: 'It says what it is, on stderr.'
[[ $("$server" -v 2>/dev/null) == '' ]]
[[ $("$server" -v 2>&1) == 'ssdb 1.8.0'*stand-in* ]]

: 'Installed by its Makefile, everybody may write its configuration.'
make -s -C "/opt/ssdb-$commit" install PREFIX=/srv/careless
[[ $(stat -c %A /srv/careless/ssdb.conf) == *rw? ]]

: 'Its configuration: TABs, a final newline, a work directory, a long password, no pidfile of before.'
conf spaces 4420 && sed -i 's/^\t/    /' /srv/spaces.conf
refuses spaces 'error loading conf file'
conf homeless 4420 && rmdir /srv/homeless
refuses homeless 'work_dir'
conf weak 4420 && sed -i 's/auth:.*/auth: short/' /srv/weak.conf
refuses weak 'Weak password'
conf left 4420 'pidfile: /srv/left.pid' && echo 1 >/srv/left.pid
refuses left 'already exists'
printf 'work_dir: /srv/cut\nserver:\n\tport: 44201' >/srv/cut.conf && mkdir -p /srv/cut
starts cut 4420
# shellcheck disable=SC2154 # starts sets it
kill "$cut"

: 'Both protocols.'
conf one 4420 '\tdeny: all' '\tallow: 127.0.0.1' 'replication:' '\tslaveof:' '\t\tid: two' '\t\ttype: mirror' \
  '\t\tip: 127.0.0.1' '\t\tport: 4430' "\t\tauth: $password"
starts one 4420
[[ $(ask 4420 ping) == PONG && $(ask 4420 info) == OK ]]
[[ $(redis-cli -p 4420 ping) == NOAUTH* ]]
[[ $(redis-cli -p 4420 auth wrong) == *'invalid password'* ]]
exec 5<>/dev/tcp/127.0.0.1/4420
printf '4\nping\n\n' >&5
read -r -u 5 && read -r -u 5 answer && [[ $answer == noauth ]]
exec 5<>/dev/tcp/127.0.0.1/4420
printf '4\nauth\n%d\n%s\n\n4\ninfo\n\n' "${#password}" "$password" >&5
[[ $(timeout 1 cat <&5) == *$'\nversion\n5\n1.8.0\n'* ]]
exec 5<>/dev/tcp/127.0.0.1/4420
printf 'PING\r\n' >&5
[[ -z $(timeout 2 cat <&5) ]]

: 'It listens on loopback unless told otherwise, and lets in whom it may.'
address=$(hostname -I | cut -d' ' -f1)
closed "$address" 4420
conf open 4440 "\tip: $address" '\tdeny: all' '\tallow: 127.0.0.1'
"$server" /srv/open.conf >/dev/null &
open=$!
sleep 0.5
[[ $(REDISCLI_AUTH=$password redis-cli -h "$address" -p 4440 ping 2>&1) != *PONG* ]]
kill "$open"

: 'A mirror has what the other has, both ways and after a restart.'
conf two 4430 'replication:' '\tslaveof:' '\t\tid: one' '\t\ttype: mirror' '\t\tip: 127.0.0.1' '\t\tport: 4420' "\t\tauth: $password"
starts two 4430
sleep 2
[[ $(ask 4420 set a 1) == OK && $(ask 4430 set b 2) == OK ]]
sleep 0.5
[[ $(ask 4430 get a) == 1 && $(ask 4420 get b) == 2 ]]
# shellcheck disable=SC2154 # starts sets them
kill "$one" "$two"
wait "$one" "$two" || true
starts one 4420
[[ $(ask 4420 get b) == 2 ]]
kill "$one"
