# One line a NUMA node: "node NUMBER KILOBYTES"; "none" where the kernel knows no nodes.
[ -d /sys/devices/system/cpu ] || fail "/sys/devices/system cannot be read: no Linux, or no /sys"
found=
for node in /sys/devices/system/node/node[0-9]*; do
  [ -r "$node/meminfo" ] || continue
  while read -r _ number name size _; do
    case $name in
      MemTotal:)
        printf 'node %s %s\n' "$number" "$size"
        found=yes
        break
        ;;
    esac
  done <"$node/meminfo"
done
[ -n "$found" ] || echo none
