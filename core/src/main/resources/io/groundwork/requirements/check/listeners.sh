# Who listens on TCP. Names of other users' processes are shown to root only, so first the user.
PATH=$PATH:/usr/sbin:/sbin
printf 'uid %s\n' "$(id -u)"
if command -v ss >/dev/null 2>&1 && found=$(ss -ltnp 2>/dev/null); then
  printf '%s\n' "$found" | sed -n 's/^LISTEN/ss &/p'
  exit 0
fi
[ -r /proc/net/tcp ] || fail "there is neither ss nor /proc/net/tcp: no Linux, or no /proc"
for file in /proc/net/tcp /proc/net/tcp6; do
  [ ! -r "$file" ] || awk '$4 == "0A" { print "proc", $2 }' "$file"
done
