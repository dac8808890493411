# One `lab` at a time. The lock is the machine's, not the state directory's, because the network is too; it ends with
# the process that holds it, however that ends.

LOCK=/run/groundwork-lab.lock

take_lock() {
  local deadline=$((SECONDS + 30))
  exec 9>>"$LOCK"
  until flock --wait 1 9; do
    # The last short command of a `lab` that was just killed may hold the lock for a moment more; that is worth a wait.
    if holder_lives || ((SECONDS > deadline)); then
      fail "another lab is at work: $(cat "$LOCK")." "Wait for it to finish, or end it, and try again."
    fi
  done
  # The holder before us may have removed the file between our opening and our locking it.
  if [[ ! $LOCK -ef /proc/self/fd/9 ]]; then
    take_lock
    return
  fi
  trap release_lock EXIT
  printf "'lab %s', process %d, since %(%H:%M:%S)T" "$COMMAND" $$ -1 >"$LOCK"
}

holder_lives() {
  local process
  process=$(sed -n 's/.* process \([0-9]*\),.*/\1/p' "$LOCK")
  [[ -n $process && -n $(tr '\0' ' ' 2>/dev/null <"/proc/$process/cmdline") ]]
}

release_lock() { rm -f "$LOCK"; }
