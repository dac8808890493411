# One `lab` at a time. The lock is the machine's, not the state directory's, because the network is too; it ends with
# the process that holds it, however that ends.

LOCK=/run/groundwork-lab.lock

take_lock() {
  exec 9>>"$LOCK"
  # The short commands of a `lab` that was just killed may hold it for a moment still.
  if ! flock --wait 2 9; then
    fail "another lab is at work: $(cat "$LOCK")." "Wait for it to finish, or end it, and try again."
  fi
  # The holder before us may have removed the file between our opening and our locking it.
  if [[ ! $LOCK -ef /proc/self/fd/9 ]]; then
    take_lock
    return
  fi
  trap release_lock EXIT
  printf "'lab %s', process %d, since %(%H:%M:%S)T" "$COMMAND" $$ -1 >"$LOCK"
}

release_lock() { rm -f "$LOCK"; }
