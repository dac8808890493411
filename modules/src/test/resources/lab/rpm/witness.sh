[ "$(rpm -q gw-tool)" = gw-tool-1.1-1.noarch ]
rpm -q gw-app gw-lib gw-more gw-z gw-zlib-2.0 gw-any gw-new-2.0
! rpm -q gw-gone
[ "$(rpm --root /srv/rpmroot -q gw-lib)" = gw-lib-2.0-1.noarch ]
[ ! -e /etc/yum.repos.d/other.repo ]
[ "$(cat /etc/yum.repos.d/gw.repo)" = '[gw]
baseurl = file:///srv/rpm/repo
gpgcheck = 0
module_hotfixes = 1
name = Tiny packages
priority = 10' ]
dnf -q repolist | grep -q '^gw '
