# shellcheck shell=sh
# What stands in front of a batch that changes something, after batch.sh.

# gw_spot: sets gw_stop to a file that asks for a stop once it exists. Nobody can guess its name.
gw_spot() {
  gw_stop=
  for gw_dir in /dev/shm /run/lock /tmp /var/tmp "${HOME:-/}"; do
    if [ -d "$gw_dir" ] && [ -w "$gw_dir" ]; then
      gw_stop=$gw_dir/.groundwork-stop-$gw_nonce
      return 0
    fi
  done
  return 1
}

# gw_relay: passes its input on, and goes on taking it when nobody is there any more: a change that
# is under way when the connection goes can end as it would, and the batch stops after it.
gw_relay() {
  cat && return 0
  : >"$gw_stop"
  cat >/dev/null
}

# gw_run: the whole batch, its output by way of relays where there is a place for the stop file.
gw_run() {
  if gw_spot; then
    { { gw_main 2>&3 3>&- | gw_relay; } 3>&1 >&4 4>&- | gw_relay >&2 2>/dev/null; } 4>&1
    [ ! -e "$gw_stop" ] || rm -f "$gw_stop"
  else
    gw_main
  fi
}

# gw_stopped: whether to stop before the next step.
gw_stopped() {
  [ -n "$gw_stop" ] && [ -e "$gw_stop" ] || return 1
  rm -f "$gw_stop"
}

# gw_process PID: sets gw_comm, gw_parent and gw_start, the time it was started at.
gw_process() {
  { IFS= read -r gw_line <"/proc/$1/stat"; } 2>/dev/null || return 1
  gw_comm=${gw_line#*"("}
  gw_comm=${gw_comm%")"*}
  # shellcheck disable=SC2086
  set -- ${gw_line##*") "}
  gw_parent=$2
  shift 19
  gw_start=$1
}

# gw_session: sets gw_owner to the process that this shell's life hangs on, the server of the
# connection, as PID.START: the nearest ancestor that is neither a shell nor sudo.
gw_session() {
  gw_at=$$
  gw_owner=-
  while gw_process "$gw_at"; do
    [ "$gw_owner" != - ] || gw_own=$gw_at.$gw_start
    gw_owner=$gw_at.$gw_start
    case $gw_comm in
      sh | dash | bash | ash | busybox | zsh | *ksh* | fish | csh | tcsh | env | sudo | su) ;;
      *) return 0 ;;
    esac
    [ "$gw_parent" -gt 1 ] || return 0
    gw_at=$gw_parent
  done
}

# gw_lives PID.START: whether that process is still there.
gw_lives() {
  case $1 in
    [1-9]*.[0-9]*) gw_process "${1%.*}" && [ "$gw_start" = "${1#*.}" ] ;;
    *) return 1 ;;
  esac
}

# gw_look FILE: sets gw_holder to what the lock there says, nothing if there is none.
gw_look() {
  gw_holder=
  [ -f "$1" ] || return 0
  { IFS= read -r gw_holder <"$1"; } 2>/dev/null && return 0
  # It may be on its way to be written.
  sleep 1
  { IFS= read -r gw_holder <"$1"; } 2>/dev/null
  return 0
}

# gw_held FILE RUN: whether the lock of another run lies there whose connection or script lives.
# Removes one whose owner is gone.
gw_held() {
  gw_look "$1"
  [ -f "$1" ] || return 1
  gw_words=$gw_holder
  gw_word && [ "$gw_first" = "$2" ] && return 1
  gw_word
  if [ "$gw_first" = "$gw_boot" ]; then
    gw_word
    gw_lives "$gw_first" && return 0
    gw_word
    gw_lives "$gw_first" && return 0
  fi
  # Another run may clear it away at the same time and put its own there: look again once moved.
  gw_gone=$gw_holder
  if mv -f "$1" "$1.$gw_nonce" 2>/dev/null; then
    gw_look "$1.$gw_nonce"
    [ "$gw_holder" = "$gw_gone" ] || ln "$1.$gw_nonce" "$1" 2>/dev/null
    rm -f "$1.$gw_nonce"
  fi
  return 1
}

# gw_word: takes the first word off gw_words into gw_first.
gw_word() {
  gw_first=${gw_words%% *}
  gw_words=${gw_words#"$gw_first"}
  gw_words=${gw_words# }
}

# Where a lock may lie, the first that can be written.
gw_locks=${GROUNDWORK_LOCKS:-/run/lock /tmp /var/tmp}

# gw_claim RUN TEXT: takes the lock, or fails with gw_holder set.
gw_claim() {
  for gw_dir in $gw_locks; do
    gw_held "$gw_dir/groundwork.lock" "$1" && return 1
  done
  for gw_dir in $gw_locks; do
    gw_file=$gw_dir/groundwork.lock
    if ! [ -d "$gw_dir" ] || ! [ -w "$gw_dir" ]; then
      continue
    fi
    gw_look "$gw_file"
    if [ "${gw_holder%% *}" = "$1" ]; then
      # Ours already: only the script is another. It may belong to another user.
      [ -L "$gw_file" ] || ! [ -w "$gw_file" ] || { printf '%s\n' "$2" >"$gw_file"; } 2>/dev/null
      return 0
    fi
    set -C
    gw_taken=no
    { printf '%s\n' "$2" >"$gw_file"; } 2>/dev/null && gw_taken=yes
    set +C
    [ "$gw_taken" = no ] || return 0
    gw_held "$gw_file" "$1" && return 1
  done
  # Nothing can be written anywhere: then nothing can be locked either.
  return 0
}

# gw_unlock RUN: gives the host free again.
gw_unlock() {
  for gw_dir in $gw_locks; do
    gw_look "$gw_dir/groundwork.lock"
    [ "${gw_holder%% *}" != "$1" ] || rm -f "$gw_dir/groundwork.lock"
  done
}

# gw_lock RUN WHO SECONDS: takes the host for this run, or tells who has it and fails.
gw_lock() {
  gw_boot=-
  { IFS= read -r gw_boot </proc/sys/kernel/random/boot_id; } 2>/dev/null
  gw_own=-
  gw_session
  gw_waited=0
  until gw_claim "$1" "$1 $gw_boot $gw_owner $gw_own $2"; do
    if [ "$gw_waited" -ge "$3" ]; then
      gw_frame 0 held 1 "$gw_holder"
      return 1
    fi
    if [ "$gw_waited" = 0 ]; then
      gw_frame 0 waiting 0 "$gw_holder"
    fi
    if gw_stopped; then
      gw_frame 0 stopped 0 ''
      return 1
    fi
    sleep 1
    gw_waited=$((gw_waited + 1))
  done
  gw_frame 0 locked 0 ''
}

# gw_tree PID: sets gw_family to it and all that descends from it.
gw_tree() {
  gw_family=" $1 "
  gw_more=yes
  while [ "$gw_more" = yes ]; do
    gw_more=no
    for gw_stat in /proc/[1-9]*/stat; do
      gw_pid=${gw_stat#/proc/}
      gw_pid=${gw_pid%/stat}
      case $gw_family in *" $gw_pid "*) continue ;; esac
      gw_process "$gw_pid" || continue
      case $gw_family in
        *" $gw_parent "*)
          gw_family="$gw_family$gw_pid "
          gw_more=yes
          ;;
      esac
    done
  done
}

# gw_end PID SIGNAL: sends it to the process and all that descends from it.
gw_end() {
  gw_tree "$1"
  # shellcheck disable=SC2086
  kill -"$2" $gw_family 2>/dev/null
}

# gw_limited STEP SECONDS COMMAND...: runs it, and ends it when it takes longer. Sets gw_status.
gw_limited() {
  gw_step=$1
  gw_limit=$2
  shift 2
  ("$@") </dev/null &
  gw_job=$!
  (
    sleep "$gw_limit"
    # From here on it counts as late, also when it goes at once.
    trap 'exit 0' TERM
    gw_end "$gw_job" TERM
    sleep 3
    gw_end "$gw_job" KILL
  ) </dev/null >/dev/null 2>&1 &
  gw_dog=$!
  wait "$gw_job" 2>/dev/null
  gw_status=$?
  gw_end "$gw_dog" TERM
  if wait "$gw_dog" 2>/dev/null; then
    gw_frame "$gw_step" late "$gw_limit" ''
    gw_status=124
  fi
}

# gw_pending: sets gw_dir to where this user's notes of pending handlers lie.
gw_pending() {
  if [ -w /var/lib ]; then
    gw_dir=/var/lib/groundwork/pending
  else
    gw_dir=${XDG_STATE_HOME:-${HOME:-/nonexistent}/.local/state}/groundwork/pending
  fi
}

# gw_remember NAME TEXT: notes that a handler has to run. Sets gw_new if it was not noted before.
gw_remember() {
  gw_pending
  [ -d "$gw_dir" ] || (umask 077 && mkdir -p "$gw_dir") || return 1
  [ ! -e "$gw_dir/$1" ] || return 0
  gw_new="$gw_new $1"
  printf '%s\n' "$2" >"$gw_dir/$1"
}

# gw_forget NAME...: takes the notes away, and the folders with the last of them.
gw_forget() {
  gw_pending
  [ -d "$gw_dir" ] || return 0
  for gw_name; do
    [ ! -e "$gw_dir/$gw_name" ] || rm -f "$gw_dir/$gw_name"
  done
  rmdir "$gw_dir" "${gw_dir%/pending}" 2>/dev/null
  return 0
}
