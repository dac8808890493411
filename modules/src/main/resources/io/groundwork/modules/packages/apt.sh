# Shell functions that the snippets of the apt modules share.

# exact_version WANTED OFFERED…: prints the offered version that is the wanted one: equal to it,
# else the first whose upstream version (no epoch, nothing from the first hyphen) equals it.
exact_version() {
  gw_wanted=$1
  shift
  for gw_offered; do
    if [ "$gw_offered" = "$gw_wanted" ]; then
      printf '%s\n' "$gw_offered"
      return 0
    fi
  done
  for gw_offered; do
    gw_bare=${gw_offered#*:}
    if [ "${gw_bare%%-*}" = "$gw_wanted" ]; then
      printf '%s\n' "$gw_offered"
      return 0
    fi
  done
  return 1
}

# offers NAME…: a line "offer NAME CANDIDATE VERSION…" for each package that is known to apt; only
# versions that a repository has, newest first.
offers() {
  apt-cache policy "$@" 2>/dev/null | {
    gw_line=
    gw_version=
    while read -r gw_first gw_second gw_rest; do
      case $gw_first in
        Installed: | Version | Package) ;;
        Candidate:) gw_line="$gw_line $gw_second" ;;
        '***') gw_version=$gw_second ;;
        *:)
          [ -z "$gw_line" ] || printf '%s\n' "$gw_line"
          gw_line="offer ${gw_first%:}"
          gw_version=
          ;;
        *)
          case $gw_second in
            *[!0-9-]*)
              # A source. The one without a suite is dpkg's own list: installed, not offered.
              if [ -n "$gw_rest" ] && [ -n "$gw_version" ]; then
                gw_line="$gw_line $gw_version"
                gw_version=
              fi
              ;;
            *) gw_version=$gw_first ;;
          esac
          ;;
      esac
    done
    [ -z "$gw_line" ] || printf '%s\n' "$gw_line"
  }
}

# lock_holder: prints "PID (COMMAND)" of a process that holds a lock of dpkg or apt, if one does.
lock_holder() {
  for gw_lock in /var/lib/dpkg/lock-frontend /var/lib/dpkg/lock /var/lib/apt/lists/lock \
    /var/cache/apt/archives/lock; do
    [ -e "$gw_lock" ] || continue
    gw_inode=$(stat -c %i "$gw_lock") || continue
    while read -r _ _ _ _ gw_pid gw_file _; do
      if [ "${gw_file##*:}" = "$gw_inode" ] && [ -r "/proc/$gw_pid/comm" ]; then
        read -r gw_command <"/proc/$gw_pid/comm"
        printf '%s (%s)\n' "$gw_pid" "$gw_command"
        return 0
      fi
    done </proc/locks
  done
  return 1
}

# await_lock SECONDS: waits until no other package manager is at work.
await_lock() {
  gw_left=$1
  while gw_holder=$(lock_holder); do
    [ "$gw_left" -gt 0 ] || fail "process $gw_holder holds the lock of the package manager and \
did not give it up within $1 s"
    gw_left=$((gw_left - 1))
    sleep 1
  done
}

# repair_dpkg SECONDS: finishes what an interrupted dpkg left half done; apt-get would refuse.
repair_dpkg() {
  set -- "$1" /var/lib/dpkg/updates/[0-9]*
  [ -e "$2" ] || return 0
  # A dpkg at work leaves the same trace.
  await_lock "$1"
  set -- "$1" /var/lib/dpkg/updates/[0-9]*
  [ -e "$2" ] || return 0
  dpkg --force-confdef --force-confold --configure -a || exit 1
}

# apt_get SECONDS ARGUMENT…: apt-get that never asks; why it failed stands on standard error, also
# what apt tells on standard output, and who holds the lock.
apt_get() {
  gw_seconds=$1
  shift
  DEBIAN_FRONTEND=noninteractive
  DEBCONF_NONINTERACTIVE_SEEN=true
  APT_LISTCHANGES_FRONTEND=none
  NEEDRESTART_MODE=l
  export DEBIAN_FRONTEND DEBCONF_NONINTERACTIVE_SEEN APT_LISTCHANGES_FRONTEND NEEDRESTART_MODE
  gw_told=$(mktemp) || exit 1
  gw_status=0
  apt-get -q -y -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-confdef \
    -o Dpkg::Options::=--force-confold -o "DPkg::Lock::Timeout=$gw_seconds" "$@" \
    </dev/null >"$gw_told" || gw_status=$?
  cat "$gw_told"
  if [ "$gw_status" -ne 0 ]; then
    gw_telling=
    while IFS= read -r gw_line; do
      case $gw_line in
        'The following packages have unmet '*) gw_telling=yes ;;
      esac
      [ -z "$gw_telling" ] || printf '%s\n' "$gw_line" >&2
    done <"$gw_told"
    if gw_holder=$(lock_holder); then
      printf '%s\n' "process $gw_holder holds the lock of the package manager" >&2
    fi
  fi
  rm -f "$gw_told"
  return "$gw_status"
}

# refresh_lists SECONDS OPTION…: apt-get update that fails also when it could not fetch something.
refresh_lists() {
  gw_errors=$(mktemp) || exit 1
  gw_status=0
  # The lock of the lists knows no time-out in apt.
  await_lock "$1"
  apt_get "$@" update 2>"$gw_errors" || gw_status=$?
  while IFS= read -r gw_line; do
    printf '%s\n' "$gw_line" >&2
    case $gw_line in
      'W: Failed to fetch '* | 'W: Some index files failed '*)
        [ "$gw_status" -ne 0 ] || gw_status=1
        ;;
    esac
  done <"$gw_errors"
  rm -f "$gw_errors"
  return "$gw_status"
}
