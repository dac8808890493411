# shellcheck shell=sh
# What every snippet that talks to a ClickHouse server uses.

# clickhouse HOST PORT USER QUERY: the password, if there is one, is in GW_PASSWORD. The client takes
# it from its environment, and none of this host's own configuration.
clickhouse() {
  gw_empty=$(mktemp) || return 1
  echo '<config></config>' >"$gw_empty"
  CLICKHOUSE_USER=$3 CLICKHOUSE_PASSWORD=$GW_PASSWORD \
    clickhouse-client --config-file "$gw_empty" --host "$1" --port "$2" --query "$4" 2>&1 </dev/null
  gw_status=$?
  rm -f "$gw_empty"
  return "$gw_status"
}

# clickhouse_refuses TEXT: whether the server says that it does not take the login.
clickhouse_refuses() {
  case $1 in
    *AUTHENTICATION_FAILED* | *REQUIRED_PASSWORD* | *'Authentication failed'*) ;;
    *) return 1 ;;
  esac
}

# clickhouse_first_line TEXT: what an operator would read of a failure.
clickhouse_first_line() {
  printf '%s\n' "$1" | grep -v '^[[:space:]]*$' | head -n 1
}
