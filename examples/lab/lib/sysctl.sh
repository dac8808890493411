# Kernel settings that hosts can change on the machine itself, because the kernel has only one of each. `lab up` notes
# the machine's values first; `lab down` puts them back.

SHARED_SETTINGS=(
  net/ipv4/ip_forward
  net/core/rmem_max net/core/wmem_max net/core/rmem_default net/core/wmem_default net/core/netdev_max_backlog
  vm/swappiness vm/overcommit_memory vm/overcommit_ratio vm/max_map_count vm/zone_reclaim_mode vm/min_free_kbytes
  vm/dirty_ratio vm/dirty_background_ratio vm/vfs_cache_pressure vm/nr_hugepages
  kernel/pid_max kernel/threads-max kernel/panic kernel/sysrq kernel/printk kernel/core_pattern kernel/core_uses_pid
  kernel/numa_balancing kernel/sched_autogroup_enabled kernel/randomize_va_space kernel/dmesg_restrict
  kernel/kptr_restrict kernel/perf_event_paranoid kernel/unprivileged_bpf_disabled kernel/yama/ptrace_scope
  fs/file-max fs/nr_open fs/aio-max-nr fs/inotify/max_user_instances fs/inotify/max_user_watches
  fs/protected_hardlinks fs/protected_symlinks fs/protected_fifos fs/protected_regular fs/suid_dumpable
)

boot_id() { cat /proc/sys/kernel/random/boot_id; }

note_settings() {
  local file=$STATE/machine-settings key
  # Noted once: after an interrupted `lab up` the present values may be the lab's. A reboot of the machine voids them.
  [[ ! -e $file || $(head -n 1 "$file") != "$(boot_id)" ]] || return 0
  {
    boot_id
    for key in "${SHARED_SETTINGS[@]}"; do
      [[ ! -r /proc/sys/$key ]] || printf '%s %s\n' "$key" "$(<"/proc/sys/$key")"
    done
  } >"$file.partial"
  mv "$file.partial" "$file"
}

# What the lab itself needs: packets passed on between hosts and the world; and room for the watches of many systemds,
# which count together, as root's.
open_settings() {
  local instances=/proc/sys/fs/inotify/max_user_instances
  [[ $(</proc/sys/net/ipv4/ip_forward) == 1 ]] || echo 1 >/proc/sys/net/ipv4/ip_forward
  (($(<"$instances") >= 4096)) || echo 4096 >"$instances"
}

restore_settings() {
  local file=$STATE/machine-settings key value
  [[ -e $file && $(head -n 1 "$file") == "$(boot_id)" ]] || return 0
  tail -n +2 "$file" | while read -r key value; do
    [[ $(<"/proc/sys/$key") == "$value" ]] || printf '%s\n' "$value" >"/proc/sys/$key" ||
      printf 'lab: could not set %s back to "%s" on this machine.\n' "${key//\//.}" "$value" >&2
  done
}
