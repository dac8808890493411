# The mounts of devices and servers as the kernel lists them, then for each: fundamental block
# size, blocks, blocks available, inodes, inodes free, mount point.
[ -r /proc/self/mounts ] || fail "/proc/self/mounts cannot be read: no Linux, or /proc is absent"
bound=
command -v timeout >/dev/null 2>&1 && bound='timeout 5'
sizes() {
  # A dead file server must not stop the rest. The bound is two words or none.
  # shellcheck disable=SC2086
  $bound stat -f -c 'size %S %b %a %c %d %n' "$@" 2>/dev/null
}
remote=
set --
while read -r device point type options rest; do
  case $device in
    /* | *:/*) ;;
    *)
      # Nothing but these is storage without a device of its own.
      case $type in overlay | zfs | btrfs) ;; *) continue ;; esac
      ;;
  esac
  # A line break in a mount point would make two lines of one.
  case $point in *\\012*) continue ;; esac
  printf 'mount %s %s %s %s %s\n' "$device" "$point" "$type" "$options" "$rest"
  case $type in nfs* | cifs | smb* | fuse* | ceph | glusterfs)
    remote="$remote $point"
    continue
    ;;
  esac
  case $point in
    *\\*) set -- "$@" "$(printf '%b' "$(printf '%s' "$point" | sed 's/\\\([0-7]\)/\\0\1/g')")" ;;
    *) set -- "$@" "$point" ;;
  esac
done </proc/self/mounts
[ $# -eq 0 ] || sizes "$@" || :
for point in $remote; do
  sizes "$(printf '%b' "$(printf '%s' "$point" | sed 's/\\\([0-7]\)/\\0\1/g')")" || :
done
