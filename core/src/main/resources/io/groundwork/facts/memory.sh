# Sizes in kB as the kernel tells them: name, size, unit.
[ -r /proc/meminfo ] || fail "/proc/meminfo cannot be read: no Linux, or /proc is not mounted"
while read -r name size unit; do
  case $name in
    MemTotal: | MemFree: | SwapTotal: | SwapFree:) printf '%s %s %s\n' "$name" "$size" "$unit" ;;
  esac
done </proc/meminfo
