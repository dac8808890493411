# What tells a virtual machine or a container, as far as an ordinary user may see it.
if command -v systemd-detect-virt >/dev/null 2>&1; then
  printf 'detected %s\n' "$(systemd-detect-virt 2>/dev/null)"
fi
[ ! -e /.dockerenv ] || echo 'container docker'
[ ! -e /run/.containerenv ] || echo 'container podman'
if [ -r /run/systemd/container ]; then
  read -r kind </run/systemd/container && printf 'container %s\n' "$kind"
fi
for name in sys_vendor product_name; do
  if [ -r "/sys/class/dmi/id/$name" ]; then
    read -r value <"/sys/class/dmi/id/$name" && printf '%s %s\n' "$name" "$value"
  fi
done
! grep -q '^flags.* hypervisor' /proc/cpuinfo 2>/dev/null || echo 'flag hypervisor'
[ ! -e /dev/kvm ] || echo 'device kvm'
