# One host: a layer over the base tree, booted by systemd-nspawn with an address of its own.

host_lives() { group_lives "$1"; }

# A pristine layer: everything that makes this host another than its siblings.
prepare_host() {
  local name=$1 release=$2 dir upper address
  dir=$(host_dir "$name")
  [[ ! -d $dir ]] || return 0
  rm -rf "$dir.partial"
  upper=$dir.partial/upper
  address=$(address_of "$name")
  # Directories of a layer hide the attributes of those below, so they must be alike.
  install -d -m 0755 "$dir.partial"/{work,root} "$upper"/etc/{apt,ssh,systemd/network} "$upper/home"
  install -d -m 0700 "$upper/root" "$upper/root/.ssh"
  install -d -m 0755 -o 1000 -g 1000 "$upper/home/ops"
  install -d -m 0700 -o 1000 -g 1000 "$upper/home/ops/.ssh"
  install -m 0600 "$STATE/id_ed25519.pub" "$upper/root/.ssh/authorized_keys"
  install -m 0600 -o 1000 -g 1000 "$STATE/id_ed25519.pub" "$upper/home/ops/.ssh/authorized_keys"
  install -m 0600 "$STATE/keys/$name"/ssh_host_*_key "$upper/etc/ssh/"
  install -m 0644 "$STATE/keys/$name"/ssh_host_*_key.pub "$upper/etc/ssh/"
  write_apt_settings "$upper" "$release"
  tr -d - </proc/sys/kernel/random/uuid >"$upper/etc/machine-id"
  echo "$name" >"$upper/etc/hostname"
  # The license servers of a real platform are asked for by checks; nothing a lab does leaves the machine for them.
  printf '127.0.0.1 localhost\n%s %s\n%s lic1.altkraft.com lic2.altkraft.com lic3.altkraft.com\n' \
    "$address" "$name" "$MACHINE_ADDRESS" >"$upper/etc/hosts"
  cat >"$upper/etc/systemd/network/10-lab.network" <<NETWORK
[Match]
Name=host0

[Network]
Address=$address/24
Gateway=$MACHINE_ADDRESS
LinkLocalAddressing=no
IPv6AcceptRA=no
NETWORK
  chmod 0644 "$upper"/etc/{machine-id,hostname,hosts,resolv.conf,systemd/network/10-lab.network}
  mv "$dir.partial" "$dir"
}

# Boots the host if it is not running; does not wait for it.
boot_host() {
  local name=$1 release=$2 dir
  host_lives "$name" && return 0
  dir=$(host_dir "$name")
  # The layer is mounted where only this host's processes see it, so the mount cannot outlive them. The same goes for
  # what nspawn notes below /run.
  # shellcheck disable=SC2016 # expanded by that shell
  (
    exec 9>&-
    enter_group "$name"
    SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1 exec setsid unshare --mount -- sh -euc '
      mount -t tmpfs tmpfs /run
      mount -t overlay overlay -o "lowerdir=$1,upperdir=$2/upper,workdir=$2/work" "$2/root"
      exec systemd-nspawn --quiet --register=no --keep-unit --resolv-conf=off --timezone=off --boot \
        --directory="$2/root" --machine="$3" --network-bridge="$4"
    ' sh "$(tree_of "$release")" "$dir" "$name" "$BRIDGE" </dev/null >"$dir/console.log" 2>&1
  ) &
}

# Waits until the host lets `ops` in, and opens it up: kernel settings can be changed in it.
await_host() {
  local name=$1 start=$SECONDS answer=none problem='does not let its user in within 60 s'
  # Nobody waits any more if this `lab` was killed.
  while ((SECONDS - start < 60)) && [[ -d /proc/$$ ]]; do
    if ssh_answers "$name" && answer=$(login "$name" sudo mount -o remount,rw,bind /proc/sys 2>&1); then
      return 0
    fi
    if ((SECONDS - start > 3)) && ! host_lives "$name"; then
      problem='went off while it booted'
      break
    fi
    sleep 0.1
  done
  printf 'lab: %s %s; its last answer over SSH: %s\n' "$name" "$problem" "$answer" >&2
  printf '     Its console is in %s/console.log; '\''lab reset %s'\'' starts it afresh.\n' "$(host_dir "$name")" "$name" >&2
  return 1
}

# Pulls the plug.
end_host() {
  end_group "$1"
  ! [[ -e /sys/class/net/$BRIDGE/brif/vb-$1 ]] || tool ip link delete "vb-$1" 2>/dev/null || true
}

discard_host() { rm -rf "$(host_dir "$1")" "$(host_dir "$1").partial"; }
