# ask HOST PORT USER
ask() {
  if ! command -v clickhouse-client >/dev/null 2>&1; then
    printf 'down\nclickhouse-client is not installed\n'
    return
  fi
  if [ -n "$3" ]; then
    gw_key=$GW_PASSWORD
    GW_PASSWORD=
    if gw_said=$(clickhouse "$1" "$2" default 'SELECT 1'); then
      printf 'refused\nit lets anybody in: the user default has no password\n'
      return
    fi
    GW_PASSWORD=$gw_key
  fi
  if gw_said=$(clickhouse "$1" "$2" "${3:-default}" 'SELECT version()'); then
    printf 'up %s\n' "$gw_said"
  elif clickhouse_refuses "$gw_said"; then
    printf 'refused\n%s\n' "$(clickhouse_first_line "$gw_said")"
  else
    printf 'down\n%s\n' "$(clickhouse_first_line "$gw_said")"
  fi
}
