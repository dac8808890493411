# in_parallel FUNCTION ARGUMENT…: calls it once per argument, all at once; fails if one of them does, after the last.
in_parallel() {
  local function=$1 argument pids=() pid failed=0
  shift
  for argument in "$@"; do
    # Without the lock: should this `lab` be killed, its successor need not wait for these.
    "$function" "$argument" 9>&- &
    pids+=($!)
  done
  for pid in "${pids[@]}"; do wait "$pid" || failed=1; done
  [[ $failed -eq 0 ]] || exit 1
}
