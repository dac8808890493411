# ask HOST PORT USER: in the protocol of Redis, over bash's own connections, so that no client has to
# be installed and no password stands in a command line.
ask() {
  export GW_HOST="$1" GW_PORT="$2" GW_PASSWORD
  if ! command -v bash >/dev/null 2>&1; then
    printf 'down\nbash is not installed, which this asks with\n'
    return
  fi
  gw_said=$(
    bash <<'END' 2>/dev/null
say() { printf '%s\n' "$@"; exit 0; }
hear() { IFS= read -r -t 5 -u 3 line || say down "it does not answer in 5 s"; line=${line%$'\r'}; }
command() {
  printf '*%s\r\n' "$#" >&3
  for word; do printf '$%s\r\n%s\r\n' "${#word}" "$word" >&3; done
  hear
}
exec 3<>"/dev/tcp/$GW_HOST/$GW_PORT" || exit 3
command PING
if [ -n "$GW_PASSWORD" ]; then
  [ "$line" != +PONG ] || say refused "it lets anybody in: requirepass is not in force"
  command AUTH "$GW_PASSWORD"
  [ "$line" = +OK ] || say refused "${line#-}"
  command PING
fi
case $line in
  +PONG) ;;
  -NOAUTH*) say refused "${line#-}" ;;
  *) say down "${line#-}" ;;
esac
command INFO server
while [[ $line != kvrocks_version:* ]]; do hear; done
say "up ${line#kvrocks_version:}"
END
  ) || {
    printf 'down\nnothing listens on %s, port %s\n' "$1" "$2"
    return
  }
  printf '%s\n' "$gw_said"
}
