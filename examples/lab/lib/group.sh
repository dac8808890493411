# A control group per host. Two reasons: systemd inside a host manages the processes of its own group and would fight
# over a shared one; and the group tells for certain which processes are the lab's, also after `lab` was killed.

GROUP=groundwork-lab

# The hierarchies that systemd and nspawn use: the unified one, and the named one of an older layout.
cgroup_roots() {
  awk '($3 == "cgroup2" || ($3 == "cgroup" && $4 ~ /(^|,)name=systemd(,|$)/)) && !seen[$2]++ { print $2 }' /proc/mounts |
    while read -r root; do [[ ! -w $root/cgroup.procs ]] || printf '%s\n' "$root"; done
}

group_paths() { cgroup_roots | sed "s|\$|/$GROUP/$1|"; }

# Puts the calling process, and so all that it starts, into the group.
enter_group() {
  local path
  for path in $(group_paths "$1"); do
    mkdir -p "$path"
    printf '%s\n' "$BASHPID" >"$path/cgroup.procs"
  done
}

group_processes() {
  local path
  for path in $(group_paths "$1"); do
    [[ ! -d $path ]] || find "$path" -name cgroup.procs -exec cat {} + 2>/dev/null
  done | sort -un
}

group_lives() { [[ -n $(group_processes "$1") ]]; }

# Ends every process of the group, then the group.
end_group() {
  local name=$1 try path processes
  for ((try = 0; try < 100; try++)); do
    processes=$(group_processes "$name")
    [[ -n $processes ]] || break
    # shellcheck disable=SC2086 # one word per process
    kill -KILL $processes 2>/dev/null || true
    sleep 0.1
  done
  [[ -z $processes ]] || fail "the processes of '$name' do not end: ${processes//$'\n'/ }" "Try again; a stuck disk may hold them."
  for path in $(group_paths "$name"); do
    [[ ! -d $path ]] || find "$path" -depth -type d -exec rmdir {} + 2>/dev/null || true
  done
}

remove_groups() {
  local path
  for path in $(group_paths ''); do [[ ! -d $path ]] || rmdir "$path" 2>/dev/null || true; done
}
