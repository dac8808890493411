# shellcheck shell=sh
# What every snippet that talks to mongod uses.

# mongo HOST PORT SCRIPT: runs JavaScript. Secrets are in the environment, never in the script.
mongo() {
  # What the shell keeps of a session has no place on the host.
  gw_home=$(mktemp -d) || return 1
  HOME=$gw_home mongosh --quiet --norc --host "$1" --port "$2" --eval "$3" 2>&1 </dev/null
  gw_status=$?
  rm -rf "$gw_home"
  return "$gw_status"
}

# mongo_primary HOST PORT SCRIPT: the same, on the primary of the server's replica set if it has one.
mongo_primary() {
  gw_script=$3
  gw_answer=$(
    mongo "$1" "$2" "$(
      cat <<'END'
const gwHello = db.hello();
if (gwHello.setName && !gwHello.isWritablePrimary && gwHello.primary) {
  print("gw-primary:" + gwHello.primary);
  quit(0);
}
END
      printf '%s\n' "$gw_script"
    )"
  )
  gw_status=$?
  gw_place=$(printf '%s\n' "$gw_answer" | sed -n 's/^gw-primary://p')
  if [ -z "$gw_place" ]; then
    printf '%s\n' "$gw_answer"
    return "$gw_status"
  fi
  mongo "${gw_place%:*}" "${gw_place##*:}" "$gw_script"
}

# mongo_first_line: of what a shell printed, what an operator would read.
mongo_first_line() {
  printf '%s\n' "$1" | grep -v '^[[:space:]]*$' | head -n 1
}
