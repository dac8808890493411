# The web server of the package repository, one process in a control group of its own.

SERVER_GROUP=packages

start_package_server() {
  local roots=("$(repository_of stand-ins)" "$(repository_of rabbitmq)") release
  for release in $(releases); do roots+=("$(repository_of "$release")"); done
  # A server of before may not know all of today's repositories.
  if group_lives "$SERVER_GROUP"; then
    [[ $(cat "$STATE/packages.roots" 2>/dev/null) != "${roots[*]}" ]] || return 0
    stop_package_server
  fi
  echo "${roots[*]}" >"$STATE/packages.roots"
  (
    exec 9>&-
    enter_group "$SERVER_GROUP"
    exec setsid java -Xmx64m -XX:TieredStopAtLevel=1 "$LAB/PackageServer.java" \
      "$MACHINE_ADDRESS" "$PACKAGES_PORT" "${roots[@]}" </dev/null >"$STATE/packages.log" 2>&1
  ) &
}

stop_package_server() { end_group "$SERVER_GROUP"; }

package_server_answers() {
  timeout 2 bash -c "
    exec 3<>/dev/tcp/$MACHINE_ADDRESS/$PACKAGES_PORT
    printf 'HEAD /lab.asc HTTP/1.0\r\n\r\n' >&3
    read -r _ status _ <&3
    [[ \$status == 200 ]]
  " 2>/dev/null
}

await_package_server() {
  local deadline=$((SECONDS + 30))
  until package_server_answers; do
    if ! group_lives "$SERVER_GROUP" || ((SECONDS > deadline)); then
      fail "the package server does not answer on $PACKAGES_URL; its log is $STATE/packages.log." "Try 'lab up' again."
    fi
    sleep 0.1
  done
}
