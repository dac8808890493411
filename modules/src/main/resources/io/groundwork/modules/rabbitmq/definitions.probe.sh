# Prints the definitions of the broker in one line.
if ! command -v rabbitmqctl >/dev/null 2>&1; then
  echo absent
  exit 0
fi
errors=$(mktemp) || exit 1
trap 'rm -f "$errors"' EXIT
said=$(rabbitmqctl -q export_definitions - 2>"$errors" </dev/null)
case $? in
  0) printf '%s\n' "$said" ;;
  # The node does not run, or is about to start or stop.
  *)
    echo down
    context
    grep -v '^$' "$errors" | head -n 1
    ;;
esac
exit 0
