# The base tree: a small Debian, made once per release and never changed. Every host is a layer over it.

TREE_PACKAGES=systemd,systemd-sysv,dbus,openssh-server,sudo,iproute2,ca-certificates,procps,netbase,gnupg

build_tree() {
  local release=$1 tree partial mirror log=$CACHE/log/tree-$1.log
  tree=$(tree_of "$release")
  [[ ! -d $tree ]] || return 0

  say "Making the $release base tree, once; a minute or two."
  refresh_archives
  mirror=$(machine_mirror)
  partial=$tree.partial
  rm -rf "$partial"
  mkdir -p "$partial"
  start_contained debootstrap --variant=minbase --include="$TREE_PACKAGES" \
    --keyring=/usr/share/keyrings/debian-archive-keyring.gpg \
    "$release" "$partial" ${mirror:+"$mirror"} >"$log" 2>&1
  watch_stages "$CONTAINED" "$log" \
    'I: Retrieving' 'downloading packages' \
    'I: Extracting' 'unpacking the first ones' \
    'I: Unpacking' 'unpacking the rest' \
    'I: Configuring' 'configuring'
  wait "$CONTAINED" ||
    fail "debootstrap could not make the $release tree; the reason is at the end of $log." \
      "Check that this machine reaches its Debian mirror ('apt-get update'), then 'lab up' again."

  stage "settling in"
  settle_tree "$partial" "$release" >>"$log" 2>&1 ||
    fail "the $release tree could not be set up; the reason is at the end of $log." "Try 'lab up' again."
  mv "$partial" "$tree"
}

# watch_stages PID LOG PATTERN NAME…: says NAME when PATTERN first appears in the log.
watch_stages() {
  local pid=$1 log=$2
  shift 2
  while [[ $# -gt 0 ]]; do
    if grep -q -- "$1" "$log"; then
      stage "$2"
      shift 2
    elif kill -0 "$pid" 2>/dev/null; then
      sleep 0.3
    else
      return 0
    fi
  done
}

settle_tree() {
  local tree=$1 release=$2
  write_apt_settings "$tree" "$release" || return
  echo 'LANG=C.UTF-8' >"$tree/etc/default/locale"
  # Empty, not absent: each host gets its own, and systemd does not take the boot for an installation.
  : >"$tree/etc/machine-id"
  rm -rf "$tree"/etc/ssh/ssh_host_*_key* "$tree"/etc/hostname "$tree"/var/lib/apt/lists/* "$tree"/var/cache/apt/*.bin \
    "$tree"/var/cache/apt/archives/*.deb
  find "$tree/var/log" -type f -delete
  contained chroot "$tree" sh -euc '
    useradd --create-home --shell /bin/bash --password "*" ops
    systemctl enable systemd-networkd
    # Background upgrades would hold the package lock at times nobody chose.
    systemctl disable apt-daily.timer apt-daily-upgrade.timer
  ' || return
  printf 'ops ALL=(ALL:ALL) NOPASSWD: ALL\n' >"$tree/etc/sudoers.d/ops"
  chmod 0440 "$tree/etc/sudoers.d/ops"
}
