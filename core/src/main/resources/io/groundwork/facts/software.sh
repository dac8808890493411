# What manages packages and services, and whether SELinux rules.
manager=unknown
if [ -x /usr/bin/apt-get ]; then
  manager=apt
  [ -x /usr/bin/dpkg ] || manager=apt_rpm
else
  for path in /usr/bin/dnf5 /usr/bin/dnf /usr/bin/yum /usr/bin/zypper /usr/bin/pacman /sbin/apk; do
    if [ -x "$path" ]; then
      manager=${path##*/}
      break
    fi
  done
fi
printf 'pkg_mgr %s\n' "$manager"
init=unknown
if [ -d /run/systemd/system ]; then
  init=systemd
elif [ -r /proc/1/comm ]; then
  read -r init </proc/1/comm
  if [ "$init" = init ]; then
    init=sysvinit
    [ ! -x /sbin/openrc ] || init=openrc
  fi
fi
printf 'service_mgr %s\n' "$init"
if [ -r /sys/fs/selinux/enforce ]; then
  # The kernel writes no line end here, and read then tells a failure though it has read.
  read -r enforce </sys/fs/selinux/enforce || :
  printf 'selinux %s\n' "$enforce"
fi
