# Runs something long so that all of it ends with this `lab`, even if that is killed: its processes live in a PID
# namespace of their own, its mounts in a mount namespace of their own, and the kernel takes both down.

# contained COMMAND…: waits for it.
contained() {
  start_contained "$@"
  wait "$CONTAINED"
}

# start_contained COMMAND…: leaves the process id in CONTAINED. It runs in the background even where the caller waits,
# because bash handles Ctrl-C during `wait` at once, but not while a foreground command runs.
start_contained() {
  setpriv --pdeathsig KILL unshare --mount --pid --fork --kill-child --mount-proc -- "$@" </dev/null 9>&- &
  CONTAINED=$!
}

# A root made of the base tree and the lab's tools on top, writable in memory only; state and cache in their places.
# A script for `sh -c`; its arguments: layers (top first), state, cache, command…
# shellcheck disable=SC2016 # expanded by that shell
IN_TREE='
  set -e
  layers=$1 state=$2 cache=$3; shift 3
  mnt=$cache/mnt
  mount -t tmpfs tmpfs "$mnt"
  mkdir "$mnt/upper" "$mnt/work" "$mnt/root"
  mount -t overlay overlay -o "lowerdir=$layers,upperdir=$mnt/upper,workdir=$mnt/work" "$mnt/root"
  for place in "$state" "$cache"; do mkdir -p "$mnt/root$place"; mount --bind "$place" "$mnt/root$place"; done
  mount --rbind /dev "$mnt/root/dev"
  mount -t proc proc "$mnt/root/proc"
  exec chroot "$mnt/root" "$@"
'

# in_tree RELEASE COMMAND…: runs it to its end in such a root.
in_tree() {
  local release=$1
  shift
  contained sh -c "$IN_TREE" sh "$(tools_of "$release"):$(tree_of "$release")" "$STATE" "$CACHE" \
    env PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@"
}

# tool COMMAND…: the machine's own program, or the one of the base tree or tools if the machine has none. Programs like
# `nft` act on the kernel, so it does not matter where their files lie.
tool() {
  if command -v "$1" >/dev/null; then
    "$@" 9>&-
  else
    mkdir -p "$CACHE/mnt"
    unshare --mount -- sh -c "$IN_TREE" sh "$(tools_of "$RELEASE"):$(tree_of "$RELEASE")" "$STATE" "$CACHE" \
      env PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@" 9>&-
  fi
}
