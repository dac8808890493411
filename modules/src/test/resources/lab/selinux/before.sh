# Debian has no SELinux by itself, but its configuration can be edited for real.
mkdir -p /etc/selinux
cat >/etc/selinux/config <<'END'
# This file controls the state of SELinux on the system.
# SELINUX= can take one of these three values:
#     enforcing - SELinux security policy is enforced.
SELINUX=disabled
# SELINUXTYPE= can take one of these three values:
#     targeted - Targeted processes are protected,
SELINUXTYPE=targeted
END
chmod 0640 /etc/selinux/config
