# ask SERVER PORT NAME: one question for the address of a name, over UDP; prints "up" when the server
# knows it or knows that there is none, or "down" and why. A server that only fails is down, too.
ask() {
  if ! command -v bash >/dev/null 2>&1; then
    printf 'down\nbash is not installed, which this asks with\n'
    return
  fi
  export GW_SERVER="$1" GW_PORT="$2" GW_NAME="$3"
  bash <<'END' 2>/dev/null
say() { printf '%s\n' "$@"; exit 0; }
# Any number will do: an answer that is not for it is not taken.
id=$(printf '\\x%02x\\x%02x' $((RANDOM % 256)) $((RANDOM % 256)))
question=$id'\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00'
IFS=. read -ra labels <<<"$GW_NAME"
for label in "${labels[@]}"; do
  question+=$(printf '\\x%02x' ${#label})$label
done
question+='\x00\x00\x01\x00\x01'
exec 3<>"/dev/udp/$GW_SERVER/$GW_PORT" || say down "$GW_SERVER cannot be asked"
# One write, as each is a message of its own.
printf "$question" | dd obs=4096 status=none >&3
answer=($(timeout 3 dd bs=4096 count=1 status=none <&3 | od -An -v -tu1))
[ ${#answer[@]} -gt 0 ] || say down "nobody answers on $GW_SERVER, port $GW_PORT"
[ "$(printf '\\x%02x\\x%02x' "${answer[@]:0:2}")" = "$id" ] && [ ${#answer[@]} -ge 12 ] &&
  [ $((answer[2] & 128)) != 0 ] || say down "what answers on $GW_SERVER, port $GW_PORT is no DNS"
case $((answer[3] & 15)) in
  0 | 3) say up ;;
  2) say down "it finds no server that knows $GW_NAME" ;;
  5) say down "it refuses to answer this host" ;;
  *) say down "it answers with error $((answer[3] & 15))" ;;
esac
END
}
