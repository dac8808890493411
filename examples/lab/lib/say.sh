# What the lab tells its user: plain lines on stdout, problems on stderr.

say() { printf '%s\n' "$*"; }

# One line per stage of something slow.
stage() { printf '  %s\n' "$*"; }

# fail WHAT [NEXT]: what went wrong and where; then what to do about it.
fail() {
  printf 'lab: %s\n' "$1" >&2
  [[ $# -lt 2 ]] || printf '     %s\n' "${@:2}" >&2
  exit 1
}

# refuse REASON: a lab cannot live on this machine. Callers tell it from a failure by the exit status.
refuse() {
  printf 'lab: not possible on this machine: %s\n' "$1" >&2
  [[ $# -lt 2 ]] || printf '     %s\n' "${@:2}" >&2
  exit 3
}

usage_error() {
  fail "$1" "'lab $COMMAND --help' shows how it is used."
}

# Seconds since the command started, for the line that sums it up.
took() {
  local now=${EPOCHREALTIME/[.,]/} tenths
  tenths=$(((now - STARTED) / 100000))
  printf '%d.%d s' $((tenths / 10)) $((tenths % 10))
}

STARTED=${EPOCHREALTIME/[.,]/}
