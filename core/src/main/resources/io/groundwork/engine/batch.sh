# shellcheck shell=sh
# What stands in front of every batch. POSIX sh: runs under dash, bash and busybox.
# The caller has set gw_nonce, which the host cannot guess: it frames what a snippet prints, so that
# a snippet that prints a frame cannot forge one.
LC_ALL=C
export LC_ALL
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
export PATH
umask 022
set -u
gw_newline='
'
gw_trusted=yes

# context: what a probe prints after this helps to plan, but is not part of the guard.
context() {
  printf '%s context\n' "$gw_nonce"
}

# gw_frame STEP PHASE STATUS TEXT: one answer. The length is in bytes, since LC_ALL is C. What a
# change writes comes as it is, between its frames "begin" and "change".
gw_frame() {
  printf '\n%s %s %s %s %s\n%s' "$gw_nonce" "$1" "$2" "$3" "${#4}" "$4"
}

# gw_errors STEP PHASE: what comes on standard error from here on belongs to that step.
gw_errors() {
  printf '\n%s %s %s\n' "$gw_nonce" "$1" "$2" >&2
}

# gw_still STATUS TEXT EXPECTED: whether a probe found what the plan was made on. Once it did not,
# the plans of all later steps are out of date too: they are only read.
gw_still() {
  [ "$gw_trusted" = yes ] || return 1
  gw_state=${2%%"$gw_nonce context"*}
  while :; do
    case $gw_state in
      *"$gw_newline") gw_state=${gw_state%"$gw_newline"} ;;
      *) break ;;
    esac
  done
  [ "$1" = 0 ] && [ "$gw_state" = "$3" ] && return 0
  gw_trusted=no
  return 1
}
