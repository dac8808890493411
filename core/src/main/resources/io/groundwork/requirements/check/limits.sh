# What a container may use of its machine: "cpu QUOTA PERIOD" in microseconds, "memory BYTES".
# On a machine of its own these files do not exist, or tell no limit.
if [ -r /sys/fs/cgroup/cpu.max ]; then
  read -r quota period </sys/fs/cgroup/cpu.max
  printf 'cpu %s %s\n' "$quota" "$period"
fi
for file in /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory/memory.limit_in_bytes; do
  if [ -r "$file" ]; then
    read -r bytes <"$file"
    printf 'memory %s\n' "$bytes"
  fi
done
old=/sys/fs/cgroup/cpu
if [ -r $old/cpu.cfs_quota_us ] && [ -r $old/cpu.cfs_period_us ]; then
  read -r quota <$old/cpu.cfs_quota_us
  read -r period <$old/cpu.cfs_period_us
  [ "$quota" -lt 0 ] || printf 'cpu %s %s\n' "$quota" "$period"
fi
