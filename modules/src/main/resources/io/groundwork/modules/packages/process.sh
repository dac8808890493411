# Who is at work on a host.

# describe_process PID: prints "process PID (COMMAND LINE), running since TIME,".
describe_process() {
  gw_line=$(tr '\000' ' ' <"/proc/$1/cmdline" 2>/dev/null)
  [ -n "$gw_line" ] || read -r gw_line <"/proc/$1/comm" || gw_line=unknown
  gw_since=
  if gw_stat=$(cat "/proc/$1/stat" 2>/dev/null) && read -r gw_up _ </proc/uptime; then
    # The command's name may hold blanks and brackets; the 20th word after it is the start.
    # shellcheck disable=SC2086 # numbers
    set -- "$1" ${gw_stat##*) }
    gw_ticks=$(getconf CLK_TCK 2>/dev/null || echo 100)
    gw_seconds_ago=$((${gw_up%.*} - ${21} / gw_ticks))
    gw_since=", running since $(date -d "@$(($(date +%s) - gw_seconds_ago))" +%H:%M:%S)"
  fi
  printf 'process %s (%s)%s,' "$1" "${gw_line% }" "$gw_since"
}
