# The name servers of the host, and whether DNS knows each NAME: "server ADDRESS", "name NAME
# STATUS".
command -v getent >/dev/null 2>&1 || fail "there is no getent command to ask the resolver with"
[ ! -r /etc/resolv.conf ] || awk '$1 == "nameserver" { print "server", $2 }' /etc/resolv.conf
bound=
command -v timeout >/dev/null 2>&1 && bound='timeout 5'
service='-s dns'
getent -s dns hosts 127.0.0.1 >/dev/null 2>&1
[ $? -le 2 ] || service=
for name; do
  (
    status=0
    # The bound and the service are two words or none.
    # shellcheck disable=SC2086
    $bound getent $service hosts "$name" >/dev/null || status=$?
    printf 'name %s %s\n' "$name" "$status"
  ) &
done
wait
