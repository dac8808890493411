# Debian has rpm's tools: real dnf and zypper on a repository of tiny packages that is built here.
# The host's own packages stay dpkg's.
DEBIAN_FRONTEND=noninteractive
export DEBIAN_FRONTEND
for tool in dnf zypper rpmbuild createrepo_c; do
  command -v "$tool" >/dev/null || {
    apt-get update -q
    apt-get install -q -y --no-install-recommends dnf zypper rpm createrepo-c
    break
  }
done
# Debian's rpm would keep its database in the home directory of whoever asks.
mkdir -p /etc/rpm
echo '%_dbpath /var/lib/rpm' >/etc/rpm/macros
rpm -qa 'gw-*' | xargs -r rpm -e
rm -rf /srv/rpm /srv/rpmroot /etc/yum.repos.d/*.repo /etc/zypp/repos.d/*.repo /var/cache/dnf/gw*
mkdir -p /srv/rpm/SPECS /srv/rpm/repo /etc/yum.repos.d /etc/zypp/repos.d
build() { # NAME VERSION [FIELD]
  cat >"/srv/rpm/SPECS/$1.spec" <<END
Name: $1
Version: $2
Release: 1
Summary: tiny
License: MIT
BuildArch: noarch
${3:-}
%description
tiny
%install
mkdir -p %{buildroot}/usr/share/gw
echo $2 >%{buildroot}/usr/share/gw/$1
%files
/usr/share/gw/$1
END
  rpmbuild -bb --quiet --define '_topdir /srv/rpm' --define '_rpmdir /srv/rpm/repo' \
    "/srv/rpm/SPECS/$1.spec"
}
build gw-lib 2.0
build gw-app 3.0 'Requires: gw-lib >= 2'
build gw-tool 1.0
build gw-tool 1.1
build gw-tool 1.10
build gw-gone 1.0
build gw-more 1.0
build gw-zlib 2.0
build gw-zlib 2.1
build gw-z 1.0 'Requires: gw-zlib'
build gw-any 1.0
build gw-hard 1.0
build gw-lack 1.0 'Requires: gw-hard'
build gw-new 1.0
build gw-new 2.0
cat >/srv/rpm/comps.xml <<'END'
<?xml version="1.0"?>
<comps><group><id>gw-group</id><name>GW Group</name><default>true</default>
<uservisible>true</uservisible><packagelist><packagereq type="mandatory">gw-more</packagereq>
</packagelist></group></comps>
END
createrepo_c -q -g /srv/rpm/comps.xml /srv/rpm/repo
rpm -i /srv/rpm/repo/noarch/gw-gone-1.0-1.noarch.rpm \
  /srv/rpm/repo/noarch/gw-new-1.0-1.noarch.rpm
printf '[other]\nname = other\nbaseurl = file:///srv/rpm/repo\nenabled = 0\n' \
  >/etc/yum.repos.d/other.repo
printf '[gw]\nname=gw\nbaseurl=dir:///srv/rpm/repo\nenabled=1\ngpgcheck=0\nautorefresh=0\n' \
  >/etc/zypp/repos.d/gw.repo
zypper -q --non-interactive refresh
