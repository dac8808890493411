# Shell functions that the snippets of the apt modules share.

# package_of SPEC: prints the name in "name", "name=version" or "name>=version".
package_of() {
  case $1 in
    *'>='*) printf '%s\n' "${1%%>=*}" ;;
    *) printf '%s\n' "${1%%=*}" ;;
  esac
}

# pick_version SPEC OFFERED...: prints the offered version that SPEC asks for: after "=" the one equal
# to it, else the first that matches it as a pattern or whose upstream version (no epoch, nothing
# from the first hyphen) equals it; after ">=" the first that is not older.
pick_version() {
  gw_wanted=${1#*=}
  case $1 in
    *'>='*)
      shift
      for gw_offered; do
        if dpkg --compare-versions "$gw_offered" ge "$gw_wanted"; then
          printf '%s\n' "$gw_offered"
          return 0
        fi
      done
      return 1
      ;;
  esac
  shift
  for gw_offered; do
    if [ "$gw_offered" = "$gw_wanted" ]; then
      printf '%s\n' "$gw_offered"
      return 0
    fi
  done
  for gw_offered; do
    gw_bare=${gw_offered#*:}
    # shellcheck disable=SC2254 # it may be a pattern
    case $gw_offered in
      $gw_wanted)
        printf '%s\n' "$gw_offered"
        return 0
        ;;
    esac
    if [ "${gw_bare%%-*}" = "$gw_wanted" ]; then
      printf '%s\n' "$gw_offered"
      return 0
    fi
  done
  return 1
}

# tell_offer LINE: prints it; again under "NAME:ARCHITECTURE" if it was asked for so, as apt leaves
# away the host's own architecture.
tell_offer() {
  printf '%s\n' "$1"
  gw_offer=${1#offer }
  case $gw_asked in
    *" ${gw_offer%% *}:$gw_native "*)
      printf 'offer %s:%s %s\n' "${gw_offer%% *}" "$gw_native" "${gw_offer#* }"
      ;;
  esac
}

# offers NAME...: a line "offer NAME CANDIDATE VERSION..." for each package that is known to apt; only
# versions that a repository has, newest first.
offers() {
  gw_asked=" $* "
  gw_native=
  case $gw_asked in
    *:*) gw_native=$(dpkg --print-architecture) ;;
  esac
  apt-cache policy "$@" 2>/dev/null | {
    gw_line=
    gw_version=
    while read -r gw_first gw_second gw_rest; do
      case $gw_first in
        Installed: | Version | Package) ;;
        Candidate:) gw_line="$gw_line $gw_second" ;;
        '***') gw_version=$gw_second ;;
        *:)
          [ -z "$gw_line" ] || tell_offer "$gw_line"
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
    [ -z "$gw_line" ] || tell_offer "$gw_line"
  }
}

# holds_open PID FILE: whether the process has the file open, as far as we may look.
holds_open() {
  ls "/proc/$1/fd" >/dev/null 2>&1 || return 0
  for gw_descriptor in "/proc/$1/fd"/*; do
    [ "$(readlink "$gw_descriptor")" != "$2" ] || return 0
  done
  return 1
}

# lock_holder: prints who holds a lock of dpkg or apt, if somebody does.
lock_holder() {
  for gw_lock in /var/lib/dpkg/lock-frontend /var/lib/dpkg/lock /var/lib/apt/lists/lock \
    /var/cache/apt/archives/lock; do
    [ -e "$gw_lock" ] || continue
    gw_inode=$(stat -c %i "$gw_lock") || continue
    while read -r _ _ _ _ gw_pid gw_file _; do
      if [ "${gw_file##*:}" = "$gw_inode" ] && [ -r "/proc/$gw_pid/comm" ] &&
        holds_open "$gw_pid" "$gw_lock"; then
        describe_process "$gw_pid"
        return 0
      fi
    done </proc/locks
  done
  return 1
}

# await_lock SECONDS: waits until no other package manager is at work.
await_lock() {
  gw_left=$1
  gw_told_of=
  while gw_holder=$(lock_holder); do
    [ "$gw_left" -gt 0 ] || fail "$gw_holder holds the lock of the package manager and \
did not give it up within $1 s"
    if [ "$gw_holder" != "$gw_told_of" ]; then
      printf '%s\n' "waiting up to $gw_left s: $gw_holder holds the lock of the package manager" >&2
      gw_told_of=$gw_holder
    fi
    gw_left=$((gw_left - 1))
    sleep 1
  done
}

# interrupted: whether a dpkg was ended in the middle. One that is at work leaves the same trace.
interrupted() {
  for gw_update in /var/lib/dpkg/updates/[0-9]*; do
    if [ -e "$gw_update" ] && ! lock_holder >/dev/null; then
      return 0
    fi
  done
  return 1
}

# unfinished: prints the packages that were unpacked and not configured, if nobody is at work.
unfinished() {
  [ -r /var/lib/dpkg/status ] || return 0
  grep -Eq '^Status: install [a-z]+ (unpacked|half-configured)$' /var/lib/dpkg/status || return 0
  ! lock_holder >/dev/null || return 0
  dpkg-query -W -f '${db:Status-Abbrev} ${Package} ${Version}\n' |
    while read -r gw_status gw_name gw_version; do
      case $gw_status in
        iU* | iF*) printf 'unfinished %s %s\n' "$gw_name" "$gw_version" ;;
      esac
    done
}

# simulate ARGUMENT...: what apt-get would do, as lines "inst NAME BEFORE AFTER", where BEFORE may be
# "-", "remv NAME VERSION" and "del FILE-OF-NAME VERSION"; or why it refuses, as lines "trouble TEXT".
simulate() {
  if ! gw_plan=$(apt-get -s -q -y "$@" 2>&1 </dev/null); then
    gw_telling=
    printf '%s\n' "$gw_plan" | while IFS= read -r gw_line; do
      case $gw_line in
        'The following packages have unmet '*) gw_telling=yes ;;
        'E: '*) gw_telling=yes ;;
      esac
      [ -z "$gw_telling" ] || printf 'trouble %s\n' "${gw_line#E: }"
    done
    return 0
  fi
  printf '%s\n' "$gw_plan" | while read -r gw_what gw_name gw_rest; do
    gw_before=-
    case $gw_what:$gw_rest in
      Inst:'['* | Remv:'['* | Purg:'['*)
        gw_before=${gw_rest#'['}
        gw_before=${gw_before%%']'*}
        gw_rest=${gw_rest#*'] '}
        ;;
    esac
    gw_after=${gw_rest#'('}
    case $gw_what in
      Inst) printf 'inst %s %s %s\n' "$gw_name" "$gw_before" "${gw_after%% *}" ;;
      Remv | Purg) printf 'remv %s %s\n' "$gw_name" "$gw_before" ;;
      Del) printf 'del %s %s\n' "$gw_name" "${gw_rest%% *}" ;;
    esac
  done
}

# without_services STATUS COMMAND...: runs the command while policy-rc.d answers STATUS to whoever
# wants to start a service; empty: just runs it.
without_services() {
  gw_policy=$1
  shift
  if [ -z "$gw_policy" ]; then
    "$@"
    return
  fi
  gw_kept=
  if [ -e /usr/sbin/policy-rc.d ]; then
    gw_kept=$(mktemp /usr/sbin/.policy-rc.d.XXXXXX) || exit 1
    mv -f /usr/sbin/policy-rc.d "$gw_kept" || exit 1
  fi
  trap 'rm -f /usr/sbin/policy-rc.d; [ -z "$gw_kept" ] || mv "$gw_kept" /usr/sbin/policy-rc.d' EXIT
  trap 'exit 1' HUP INT TERM
  printf '#!/bin/sh\nexit %s\n' "$gw_policy" | (replace_file /usr/sbin/policy-rc.d 0755 '' '') || exit 1
  "$@"
}

# apt_get SECONDS ARGUMENT...: apt-get that never asks; why it failed stands on standard error, also
# what apt tells on standard output, and who holds the lock. gw_dpkg_options are dpkg's.
apt_get() {
  gw_seconds=$1
  shift
  DEBIAN_FRONTEND=noninteractive
  DEBCONF_NONINTERACTIVE_SEEN=true
  APT_LISTCHANGES_FRONTEND=none
  NEEDRESTART_MODE=l
  export DEBIAN_FRONTEND DEBCONF_NONINTERACTIVE_SEEN APT_LISTCHANGES_FRONTEND NEEDRESTART_MODE
  await_lock "$gw_seconds"
  gw_told=$(mktemp) || exit 1
  gw_status=0
  for gw_option in ${gw_dpkg_options-force-confold force-confdef}; do
    set -- -o "Dpkg::Options::=--$gw_option" "$@"
  done
  apt-get -q -y -o Dpkg::Use-Pty=0 -o "DPkg::Lock::Timeout=$gw_seconds" "$@" \
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
      printf '%s\n' "$gw_holder holds the lock of the package manager" >&2
    fi
  fi
  rm -f "$gw_told"
  return "$gw_status"
}

# refresh_lists SECONDS OPTION...: apt-get update that fails also when it could not fetch something.
refresh_lists() {
  gw_errors=$(mktemp) || exit 1
  gw_status=0
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

# exact_specs OFFERED SPEC...: prints each SPEC with the whole version that will do, one a line.
# OFFERED is what offers printed.
exact_specs() {
  gw_table=$1
  shift
  for gw_spec; do
    gw_name=$(package_of "$gw_spec")
    gw_versions=
    gw_candidate=
    while read -r _ gw_offered_name gw_offered_candidate gw_offered_versions; do
      if [ "$gw_offered_name" = "$gw_name" ]; then
        gw_versions=$gw_offered_versions
        gw_candidate=$gw_offered_candidate
      fi
    done <<END
$gw_table
END
    case $gw_spec in
      *=*)
        # shellcheck disable=SC2086 # versions have no blanks and no wildcards
        gw_exact=$(pick_version "$gw_spec" $gw_versions) ||
          fail "${gw_spec#"$gw_name"} of $gw_name is not offered by the configured repositories; \
offered: ${gw_versions:-nothing}"
        printf '%s=%s\n' "$gw_name" "$gw_exact"
        ;;
      *)
        case $gw_candidate in
          '' | '(none)') fail "$gw_name is not offered by the configured repositories" ;;
        esac
        printf '%s\n' "$gw_name"
        ;;
    esac
  done
}

# fetch_package URL FILE: gets a package's file with what every apt brings.
fetch_package() {
  gw_helper=/usr/lib/apt/apt-helper
  [ -x "$gw_helper" ] || fail "$gw_helper is missing, so nothing can be fetched"
  "$gw_helper" download-file "$1" "$2" >/dev/null 2>&1
}
