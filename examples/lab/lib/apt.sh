# The machine's own way to Debian's packages, so that trees and hosts take the same. No package host is named here.

# The machine's Debian archives: address, suite, codename, component.
machine_archives() {
  # shellcheck disable=SC2016 # apt's own variables
  apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(CODENAME) $(COMPONENT)' \
    'Created-By: Packages' 'Origin: Debian' 2>/dev/null | sort -u
}

# A machine whose package lists were never fetched, or cleaned away, does not know whose archives it has.
refresh_archives() {
  [[ -n $(machine_archives) ]] || apt-get update -q >"$CACHE/log/apt.log" 2>&1 </dev/null 9>&- ||
    fail "this machine's 'apt-get update' fails; the reason is in $CACHE/log/apt.log." "Mend that first."
}

# The mirror for debootstrap; nothing on Ubuntu, where debootstrap's own default is the best there is.
machine_mirror() {
  machine_archives | awk '$2 !~ /[-\/]/ && $4 == "main" { print $1; exit }'
}

# The machine's sources as /etc/apt/sources.list for hosts of RELEASE.
sources_for() {
  local address suite component suffix
  machine_archives | while read -r address suite _ component; do
    suffix=${suite#"${suite%%-*}"}
    case $suffix in
      '' | -updates | -security) printf 'deb %s %s%s %s\n' "$address" "$1" "$suffix" "$component" ;;
    esac
  done
}

# How the machine's apt reaches its archives (proxies, checks it was told to leave out), without apt's built-in part.
machine_apt_settings() {
  apt-config dump Acquire | grep -v -E '^Acquire(::(cdrom|IndexTargets|Changelogs|CompressionTypes)\b.*)? ' || true
}

machine_resolv_conf() {
  # A resolver on the machine's loopback is out of a host's reach; systemd-resolved names the real ones elsewhere.
  if grep -q '^nameserver[[:space:]]*127\.' /etc/resolv.conf && [[ -e /run/systemd/resolve/resolv.conf ]]; then
    cat /run/systemd/resolve/resolv.conf
  else
    cat /etc/resolv.conf
  fi
}

# Writes all of that below ROOT, for hosts of RELEASE.
write_apt_settings() {
  local root=$1 release=$2 sources
  mkdir -p "$root/etc/apt/apt.conf.d"
  sources=$(sources_for "$release")
  # Without Debian archives on the machine, the source that debootstrap wrote stays.
  [[ -z $sources ]] || printf '%s\n' "$sources" >"$root/etc/apt/sources.list"
  machine_apt_settings >"$root/etc/apt/apt.conf.d/90machine"
  machine_resolv_conf >"$root/etc/resolv.conf"
}
