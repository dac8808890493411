# bring PACKAGE DIRECTORY: fetches a package with what it needs into the directory, for the commands of
# this script alone. Nothing of the host's own package system is written to, and nothing is started.
bring() {
  command -v apt-get >/dev/null 2>&1 && command -v dpkg-deb >/dev/null 2>&1 || return 1
  bring_package=$1
  bring_to=$2
  mkdir -p "$bring_to/apt/partial" "$bring_to/lists/partial" "$bring_to/root"
  TMPDIR=$bring_to
  export TMPDIR
  set -- -qq -y -o Debug::NoLocking=1 -o Dir::Cache::archives="$bring_to/apt" \
    -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= -o Dir::Log="$bring_to" \
    -o APT::Install-Recommends=0 -o APT::Sandbox::User=root
  if ! timeout 120 apt-get "$@" --download-only install "$bring_package"; then
    timeout 120 apt-get "$@" -o Dir::State::lists="$bring_to/lists" update || return 1
    timeout 120 apt-get "$@" -o Dir::State::lists="$bring_to/lists" --download-only \
      install "$bring_package" || return 1
  fi
  for package in "$bring_to"/apt/*.deb; do
    dpkg-deb -x "$package" "$bring_to/root" || return 1
  done
  libraries=
  for directory in "$bring_to"/root/usr/lib/*-linux-gnu* "$bring_to"/root/lib/*-linux-gnu* \
    "$bring_to"/root/usr/lib/*-linux-gnu*/*; do
    [ ! -d "$directory" ] || libraries=$libraries:$directory
  done
  LD_LIBRARY_PATH=${libraries#:}
  export LD_LIBRARY_PATH
  PATH=$bring_to/root/usr/bin:$PATH
}
