# $1 "rule", "delete" or empty; $2... the rule as ufw takes it
if ! command -v ufw >/dev/null 2>&1; then
  echo no-ufw
  exit 0
fi
what=$1
shift
enabled=no
loglevel=
while IFS='=' read -r key value; do
  case $key in
    ENABLED) enabled=$value ;;
    LOGLEVEL) loglevel=$value ;;
  esac
done </etc/ufw/ufw.conf
while IFS='=' read -r key value; do
  value=${value#\"}
  case $key in
    DEFAULT_INPUT_POLICY) input=${value%\"} ;;
    DEFAULT_OUTPUT_POLICY) output=${value%\"} ;;
    DEFAULT_FORWARD_POLICY) forward=${value%\"} ;;
  esac
done </etc/default/ufw
printf 'enabled %s\nlogging %s\nincoming %s\noutgoing %s\nrouted %s\n' "$enabled" "$loglevel" \
  "${input:-}" "${output:-}" "${forward:-}"
if [ -n "$what" ]; then
  # It writes there what it would do.
  if told=$(TMPDIR=/run ufw --dry-run "$@" 2>&1); then
    # What is there is left alone; of a rule for both families one may be missing.
    case $what:$told in
      rule:*'*filter'*) echo 'rule absent' ;;
      *:*'Skipping '*) echo 'rule there' ;;
      *) echo 'rule absent' ;;
    esac
  else
    printf 'trouble %s\n' "${told#ERROR: }"
  fi
fi
other_firewalls ufw nftables
context
LC_ALL=C ufw show added 2>/dev/null | while IFS= read -r line; do
  case $line in
    'ufw '*) printf 'added %s\n' "${line#ufw }" ;;
  esac
done
printf 'login %s\n' "$(login_connection)"
