# An own little repository and package files, so that nothing depends on what Debian has today.
DEBIAN_FRONTEND=noninteractive
export DEBIAN_FRONTEND
apt-mark unhold gw-held gw-old >/dev/null 2>&1 || true
dpkg --purge gw-app gw-lib gw-held gw-old gw-file gw-left gw-gone >/dev/null 2>&1 || true
rm -rf /srv/debs /etc/apt/sources.list.d/gw.list
mkdir -p /srv/debs
build() { # NAME VERSION [FIELD]
  rm -rf /srv/deb-tree
  mkdir -p /srv/deb-tree/DEBIAN "/srv/deb-tree/usr/share/$1"
  printf '%s\n' "$2" >"/srv/deb-tree/usr/share/$1/version"
  printf 'Package: %s\nVersion: %s\nArchitecture: all\nMaintainer: x <x@example.org>\n%sDescription: tiny\n' \
    "$1" "$2" "${3:+$3
}" >/srv/deb-tree/DEBIAN/control
  dpkg-deb --build /srv/deb-tree "/srv/debs/$1_$2_all.deb" >/dev/null
  rm -rf /srv/deb-tree
}
build gw-lib 1.0-1
build gw-app 1.0-1 'Depends: gw-lib'
build gw-app 1.1-1 'Depends: gw-lib'
build gw-app 1.10-1 'Depends: gw-lib'
build gw-held 1.0
build gw-held 2.0
build gw-old 2.0
build gw-old 1.0
build gw-left 1.0
build gw-gone 1.0
build gw-file 3.0 'Depends: gw-lib'
cd /srv/debs
{
  for deb in gw-[!f]*.deb; do
    dpkg-deb -f "$deb"
    printf 'Filename: ./%s\nSize: %s\nSHA256: %s\n\n' "$deb" "$(stat -c %s "$deb")" \
      "$(sha256sum "$deb" | cut -d' ' -f1)"
  done
} >Packages
echo 'deb [trusted=yes] file:/srv/debs ./' >/etc/apt/sources.list.d/gw.list
apt-get update -q -o Dir::Etc::sourcelist=/etc/apt/sources.list.d/gw.list \
  -o Dir::Etc::sourceparts=- -o APT::Get::List-Cleanup=0
apt-get install -q -y gw-held=1.0 gw-old=2.0 gw-left gw-gone
apt-mark hold gw-held
apt-mark auto gw-left
# As a dpkg leaves it that was ended in the middle.
: >/var/lib/dpkg/updates/0000
