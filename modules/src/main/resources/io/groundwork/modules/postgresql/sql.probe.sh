# Asks a server. SQL prints lines "is|...", the state, and "context|...", what helps to plan.
# $1 port  $2 socket directory  $3 SQL
reached=$(reach "$1" "$2")
said=
if [ "$reached" = socket ]; then
  # Status 2 is "no connection", which is what a server that starts or stops gives.
  said=$(printf '%s\n' "$3" | sql "$1" "$2" postgres 2>&1)
  case $? in
    0) reached=up ;;
    2) reached=down ;;
    *) fail "$said" ;;
  esac
fi
if [ "$reached" = down ]; then
  echo down
else
  printf '%s\n' "$said" | while IFS= read -r line; do
    case $line in
      'is|'*) printf '%s\n' "$line" ;;
    esac
  done
fi
context
echo "$reached"
[ "$reached" != down ] || printf '%s\n' "$said"
[ "$reached" = up ] || exit 0
printf '%s\n' "$said" | while IFS= read -r line; do
  case $line in
    'context|'*) printf '%s\n' "$line" ;;
  esac
done
