grep -qx SELINUX=permissive /etc/selinux/config
grep -qx SELINUXTYPE=targeted /etc/selinux/config
grep -q '^#     enforcing - SELinux' /etc/selinux/config
[ "$(stat -c %a /etc/selinux/config)" = 640 ]
