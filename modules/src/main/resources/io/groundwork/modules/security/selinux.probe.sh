# $1 configuration file; prints its SELINUX and SELINUXTYPE, the state of the running system and
# whether the kernel's command line turns SELinux off; the context is the file
if [ ! -f "$1" ]; then
  echo no-selinux
  exit 0
fi
mode=
policy=
while IFS= read -r line || [ -n "$line" ]; do
  case $line in
    SELINUX=*) mode=${line#*=} ;;
    SELINUXTYPE=*) policy=${line#*=} ;;
  esac
done <"$1"
running=disabled
if command -v getenforce >/dev/null 2>&1; then
  running=$(getenforce) || fail "getenforce does not work"
elif [ -r /sys/fs/selinux/enforce ]; then
  read -r enforcing </sys/fs/selinux/enforce
  [ "$enforcing" = 1 ] && running=Enforcing || running=Permissive
fi
kernel=yes
read -r line </proc/cmdline
case " $line " in
  *' selinux=0 '*) kernel=no ;;
esac
printf 'mode %s\npolicy %s\nrunning %s\nkernel %s\n' "${mode%%[ #]*}" "${policy%%[ #]*}" "$running" \
  "$kernel"
if command -v grubby >/dev/null 2>&1; then
  echo grubby
fi
if [ -d "/etc/selinux/$2" ]; then
  echo policy-installed
fi
context
cat "$1"
printf '\n.\n'
