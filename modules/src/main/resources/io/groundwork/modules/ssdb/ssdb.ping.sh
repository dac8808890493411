# ask HOST PORT USER: in SSDB's own protocol, since over that of Redis it does not tell its version.
# A message is blocks of a length, a line's end, as many bytes and a line's end; an empty line ends it.
ask() {
  export GW_HOST="$1" GW_PORT="$2" GW_PASSWORD
  if ! command -v bash >/dev/null 2>&1; then
    printf 'down\nbash is not installed, which this asks with\n'
    return
  fi
  gw_said=$(
    bash <<'END' 2>/dev/null
say() { printf '%s\n' "$@"; exit 0; }
command() {
  for word; do printf '%s\n%s\n' "${#word}" "$word" >&3; done
  printf '\n' >&3
  parts=()
  while :; do
    IFS= read -r -t 5 -u 3 size || say down "it does not answer in 5 s"
    [ -n "$size" ] || return 0
    [[ $size =~ ^[0-9]{1,6}$ ]] || say down "it does not speak SSDB's protocol"
    part=
    [ "$size" = 0 ] || IFS= read -r -t 5 -u 3 -N "$size" part
    IFS= read -r -t 5 -u 3 end
    parts+=("$part")
  done
}
exec 3<>"/dev/tcp/$GW_HOST/$GW_PORT" || exit 3
command ping
if [ -n "$GW_PASSWORD" ]; then
  [ "${parts[0]}" != ok ] || say refused "it lets anybody in: server.auth is not in force"
  command auth "$GW_PASSWORD"
  [ "${parts[0]}" = ok ] || say refused "it does not take the password: ${parts[*]}"
  command ping
fi
case ${parts[0]} in
  ok) ;;
  noauth) say refused "it wants a password" ;;
  *) say down "${parts[*]}" ;;
esac
command info
for ((i = 0; i < ${#parts[@]}; i++)); do
  [ "${parts[i]}" != version ] || say "up ${parts[i + 1]}"
done
say down "it does not tell its version"
END
  ) || {
    printf 'down\nnothing listens on %s, port %s\n' "$1" "$2"
    return
  }
  printf '%s\n' "$gw_said"
}
