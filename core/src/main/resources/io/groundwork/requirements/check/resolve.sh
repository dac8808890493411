# Asks the host's own resolver for its own name, for the name of ADDRESS ("-" for none) and for each
# NAME, all at once. One line each: "own NAME STATUS ADDRESS", "back ADDRESS STATUS NAME" or "name
# NAME STATUS ADDRESS"; nothing is known without getent.
command -v getent >/dev/null 2>&1 || fail "there is no getent command to ask the resolver with"
bound=
command -v timeout >/dev/null 2>&1 && bound='timeout 5'
ask() {
  status=0
  # The bound is two words or none.
  # shellcheck disable=SC2086
  found=$($bound getent hosts "$2") || status=$?
  # The address is the first word.
  # shellcheck disable=SC2086
  set -- "$1" "$2" $found
  [ "$1" != back ] || [ -z "${4:-}" ] || set -- "$1" "$2" "$4"
  printf '%s %s %s %s\n' "$1" "$2" "$status" "${3:--}"
}
ask own "$(uname -n)" &
[ "$1" = - ] || ask back "$1" &
shift
for name; do
  ask name "$name" &
done
wait
