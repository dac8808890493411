# shellcheck shell=sh
# Functions that every snippet can use. POSIX sh: runs under dash, bash and busybox.

# fail MESSAGE: ends the snippet and gives the operator the reason.
fail() {
  printf '%s\n' "$1" >&2
  exit 1
}

# stage_file PATH: sets gw_tmp to a new empty file beside PATH that only its owner can read. It is
# gone when the snippet ends, unless place_file came before.
stage_file() {
  gw_dir=${1%/*}
  [ -n "$gw_dir" ] || gw_dir=/
  [ -d "$gw_dir" ] || fail "directory $gw_dir does not exist"
  # mktemp makes the file with mode 0600 and refuses an existing one.
  gw_tmp=$(mktemp "$gw_dir/.groundwork.XXXXXXXX") || {
    gw_flags=$(lsattr -d "$gw_dir" 2>/dev/null)
    case ${gw_flags%% *} in
      *i*) fail "$gw_dir is immutable: chattr -i takes that away" ;;
    esac
    fail "cannot write in $gw_dir"
  }
  trap 'rm -f "$gw_tmp"' EXIT
  trap 'exit 1' HUP INT TERM
}

# dress_file MODE OWNER GROUP: gives the staged file its owner and mode; empty: as it is.
dress_file() {
  if [ -n "$2$3" ]; then
    chown "$2${3:+:$3}" "$gw_tmp" || exit 1
  fi
  if [ -n "$1" ]; then
    chmod "$1" "$gw_tmp" || exit 1
  fi
}

# cannot PATH: ends the snippet after a change of PATH failed; says so when chattr is the reason.
cannot() {
  for gw_one in "$1" "${1%/*}"; do
    gw_flags=$(lsattr -d "${gw_one:-/}" 2>/dev/null)
    case ${gw_flags%% *} in
      *i*) fail "${gw_one:-/} is immutable: chattr -i takes that away" ;;
      *a*) fail "${gw_one:-/} can only be appended to: chattr -a takes that away" ;;
    esac
  done
  exit 1
}

# has_selinux: whether files have contexts that matter here.
has_selinux() {
  [ -e /sys/fs/selinux/enforce ] || selinuxenabled 2>/dev/null
}

# persist PATH: waits until a file, or the names in a directory, are on the disk.
persist() {
  sync "$1" 2>/dev/null || sync
}

# place_file PATH: puts the staged file there in one step, with the SELinux context of the old one
# or the one that the policy has for a new one.
place_file() {
  [ ! -d "$1" ] || fail "$1 is a directory"
  gw_label=
  if has_selinux; then
    gw_label=policy
    if [ -e "$1" ] && [ ! -L "$1" ] && chcon --reference="$1" "$gw_tmp" 2>/dev/null; then
      gw_label=
    fi
  fi
  persist "$gw_tmp"
  mv -f "$gw_tmp" "$1" || cannot "$1"
  trap - EXIT
  if [ -n "$gw_label" ] && command -v restorecon >/dev/null 2>&1; then
    restorecon "$1" || fail "cannot give $1 the SELinux context of the policy"
  fi
  persist "$gw_dir"
}

# replace_file PATH MODE OWNER GROUP < CONTENT: a reader sees the old file or the new one, never a
# part, and nobody sees the content before owner and mode are right. Empty OWNER or GROUP: as it is.
replace_file() {
  stage_file "$1"
  cat >"$gw_tmp" || fail "cannot write $gw_tmp"
  dress_file "$2" "$3" "$4"
  place_file "$1"
}

# backup_file PATH: keeps a copy beside it and prints the copy's name.
backup_file() {
  gw_copy=$1.$$.$(date +%Y-%m-%d@%H:%M:%S)~
  cp -p "$1" "$gw_copy" || fail "cannot back up $1"
  printf '%s\n' "$gw_copy"
}

# set_mode PATH MODE: gives it exactly these four octal digits. chmod alone leaves the set-id bits
# of a directory as they are when MODE does not name them.
set_mode() {
  chmod "$2" "$1" || cannot "$1"
  [ -d "$1" ] || return 0
  case $2 in
    [01]*) chmod ug-s "$1" || exit 1 ;;
    [23]*) chmod u-s "$1" || exit 1 ;;
    [45]*) chmod g-s "$1" || exit 1 ;;
  esac
}

# resolve_link PATH: sets gw_real to what a link leads to in the end, whether that exists or not;
# busybox's readlink -f gives nothing for what does not.
resolve_link() {
  gw_real=$1
  gw_hops=0
  while [ -L "$gw_real" ]; do
    gw_hops=$((gw_hops + 1))
    [ "$gw_hops" -le 40 ] || fail "$1 is a link that leads to itself"
    gw_to=$(readlink "$gw_real") || fail "cannot follow the link $gw_real"
    case $gw_to in
      /*) gw_real=$gw_to ;;
      *) gw_real=${gw_real%/*}/$gw_to ;;
    esac
  done
}

# group_id NAME: prints the numeric id of a group, nothing if there is none.
group_id() {
  if command -v getent >/dev/null 2>&1; then
    gw_entry=$(getent group "$1") || return 0
    gw_entry=${gw_entry#*:*:}
    printf '%s\n' "${gw_entry%%:*}"
    return 0
  fi
  while IFS=: read -r gw_name gw_entry gw_id gw_entry; do
    if [ "$gw_name" = "$1" ]; then
      printf '%s\n' "$gw_id"
      return 0
    fi
  done </etc/group
}
