# The lab's own tools, a layer over the base tree that no host sees: what the machine may lack (nft, xz), and the
# client programs that go into the lab's PostgreSQL packages.

client_package_of() {
  case $1 in
    bookworm) echo postgresql-client-15 ;;
    trixie) echo postgresql-client-17 ;;
  esac
}

build_tools() {
  local release=$1 tools partial log=$CACHE/log/tools-$1.log
  tools=$(tools_of "$release")
  [[ ! -d $tools ]] || return 0

  stage "fetching the lab's own tools"
  partial=$tools.partial
  rm -rf "$partial"
  mkdir -p "$partial/upper/etc" "$partial/work" "$CACHE/mnt"
  machine_resolv_conf >"$partial/upper/etc/resolv.conf"
  # shellcheck disable=SC2016 # expanded by that shell
  contained sh -euc '
    mount -t overlay overlay -o "lowerdir=$1,upperdir=$2/upper,workdir=$2/work" "$3"
    mount -t proc proc "$3/proc"
    exec chroot "$3" sh -euc "
      export PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive
      apt-get update -q
      apt-get install -q -y --no-install-recommends nftables xz-utils
      cd /srv
      apt-get download -q $4
      mv $4_*.deb postgresql-client.deb
      rm -rf /var/lib/apt/lists/* /var/cache/apt/*.bin
    "
  ' sh "$(tree_of "$release")" "$partial" "$CACHE/mnt" "$(client_package_of "$release")" >"$log" 2>&1 ||
    fail "apt-get could not fetch the lab's tools for $release; the reason is at the end of $log." \
      "Check that this machine reaches its Debian mirror ('apt-get update'), then 'lab up' again."
  mv "$partial/upper" "$tools"
  rm -rf "$partial"
}
