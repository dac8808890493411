# Shell functions that the snippets of the rpm modules share. gw_manager, gw_options, gw_root
# and, for zypper, gw_verb_options are set before any of them is called.

: "${gw_verb_options=}"

# find_manager WORD: sets gw_manager to the program that stands for dnf or zypper here; fails if
# there is none.
find_manager() {
  case $1 in
    zypper) gw_manager=zypper ;;
    *)
      for gw_manager in dnf dnf5 yum; do
        ! command -v "$gw_manager" >/dev/null 2>&1 || return 0
      done
      return 1
      ;;
  esac
  command -v "$gw_manager" >/dev/null 2>&1
}

# rpm_query ARGUMENT...: rpm in the wanted root, silent about what is not there.
rpm_query() {
  rpm ${gw_root:+--root "$gw_root"} -q "$@" 2>/dev/null
}

# manager ARGUMENT...: dnf or zypper that never asks, with the task's options. Options are words;
# set -f keeps those with wildcards as they are.
manager() {
  set -f
  # shellcheck disable=SC2086 # words
  case $gw_manager in
    zypper) zypper --non-interactive ${gw_root:+--root "$gw_root"} $gw_options "$@" ;;
    *) "$gw_manager" ${gw_root:+--installroot="$gw_root"} $gw_options "$@" ;;
  esac </dev/null
}

# The awk programs read what a manager says it would do, and print lines "inst NAME - VERSION",
# "down NAME VERSION" and "remv NAME VERSION".
# shellcheck disable=SC2016 # $1 and so on are awk's
gw_dnf_table='
  / Package +Arch/ { table = 1; next }
  /^Transaction Summary/ { table = 0 }
  !table || /^=+$/ || NF == 0 { next }
  /^[A-Z].*:$/ { section = $0; held = ""; next }
  # A group is listed whether it is there already or not; its packages tell.
  section ~ /Groups:$/ { next }
  section ~ /^Skipping/ { next }
  $1 == "replacing" { if (NF == 3) print "remv", $2, $3; next }
  held == "" && NF == 1 { held = $1; next }
  {
    name = held == "" ? $1 : held
    version = held == "" ? $3 : $2
    held = ""
    if (section ~ /^Remov/) print "remv", name, version
    else if (section ~ /^Downgrad/) print "down", name, version
    else print "inst", name, "-", version
  }'
# shellcheck disable=SC2016 # as above
gw_zypper_xml='
  function attribute(name,   text) {
    text = $0
    if (!sub(".* " name "=\"", "", text)) return ""
    sub(/".*/, "", text)
    return text
  }
  /^<to-/ { section = $0 }
  /^<\/to-/ { section = "" }
  /<solvable / && section != "" {
    name = attribute("name")
    version = attribute("edition")
    old = attribute("edition-old")
    if (section ~ /remove/) print "remv", name, version
    else if (section ~ /downgrade/) print "down", name, version
    else print "inst", name, (old == "" ? "-" : old), version
  }'

# unescape: turns the five entities of XML into characters.
unescape() {
  sed -e "s/&apos;/'/g" -e 's/&quot;/"/g' -e 's/&lt;/</g' -e 's/&gt;/>/g' -e 's/&amp;/\&/g'
}

# installed_version NAME: prints the installed version of a package, "-" if there is none.
installed_version() {
  gw_installed=$(rpm_query --qf '%{EVR}\n' "$1") || gw_installed=-
  printf '%s\n' "${gw_installed##*
}"
}

# simulate ARGUMENT...: what the manager would do, as lines "inst NAME BEFORE AFTER", "down NAME BEFORE
# AFTER" and "remv NAME VERSION"; or why it refuses, as lines "trouble TEXT".
simulate() {
  gw_status=0
  case $gw_manager in
    zypper)
      gw_verb=$1
      shift
      # shellcheck disable=SC2086 # words
      gw_told=$(gw_options="--xmlout $gw_options" && manager "$gw_verb" --dry-run $gw_verb_options "$@" 2>&1) ||
        gw_status=$?
      case $gw_status in
        0 | 100 | 101 | 102 | 103 | 106)
          printf '%s\n' "$gw_told" | awk "$gw_zypper_xml" | unescape
          ;;
        *)
          printf '%s\n' "$gw_told" | unescape |
            sed -n -e 's/^<message type="error">\(.*\)<\/message>$/trouble \1/p' \
              -e 's/^<description>\(.*\)<\/description>$/trouble \1/p'
          printf 'trouble zypper ends with status %s\n' "$gw_status"
          ;;
      esac
      ;;
    *)
      gw_told=$(manager --assumeno "$@" 2>&1) || gw_status=$?
      case $gw_status:$gw_told in
        0:* | *'peration aborted'* | *'Exiting on user command'*)
          printf '%s\n' "$gw_told" | awk "$gw_dnf_table"
          ;;
        *:*'Nothing to do'*) ;;
        *)
          printf '%s\n' "$gw_told" | sed -n -e '/ metadata expiration /d' \
            -e '/^Unable to detect release/d' -e '/^ *$/d' -e 's/^/trouble /p'
          ;;
      esac
      ;;
  esac | while read -r gw_kind gw_name gw_first gw_second; do
    case $gw_kind in
      inst)
        [ "$gw_first" != - ] || gw_first=$(installed_version "$gw_name")
        printf 'inst %s %s %s\n' "$gw_name" "$gw_first" "$gw_second"
        ;;
      down) printf 'down %s %s %s\n' "$gw_name" "$(installed_version "$gw_name")" "$gw_first" ;;
      *) printf '%s %s%s%s\n' "$gw_kind" "$gw_name" "${gw_first:+ $gw_first}" \
        "${gw_second:+ $gw_second}" ;;
    esac
  done
}

# rpm_lock_holder: prints who is at work on the packages, if somebody is.
rpm_lock_holder() {
  for gw_lock in "$gw_root"/var/lib/dnf/rpmdb_lock.pid "$gw_root"/var/cache/dnf/metadata_lock.pid \
    "$gw_root"/run/zypp.pid "$gw_root"/run/yum.pid; do
    [ -s "$gw_lock" ] || continue
    gw_pid=
    read -r gw_pid <"$gw_lock" || [ -n "$gw_pid" ] || continue
    case $gw_pid in
      '' | *[!0-9]*) continue ;;
    esac
    if [ -d "/proc/$gw_pid" ]; then
      describe_process "$gw_pid"
      return 0
    fi
  done
  return 1
}

# await_rpm_lock SECONDS: waits until no other package manager is at work.
await_rpm_lock() {
  gw_left=$1
  gw_told_of=
  while gw_holder=$(rpm_lock_holder); do
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
