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

# mongo_first_line: of what a shell printed, what an operator would read.
mongo_first_line() {
  printf '%s\n' "$1" | grep -v '^[[:space:]]*$' | head -n 1
}
