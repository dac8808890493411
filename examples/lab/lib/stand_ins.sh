# What stands in for products that no registry has, and a few plain files; the same for every release.

KVROCKS_VERSION=2.17.0

build_stand_ins() {
  local release=$1 repository partial inputs log=$CACHE/log/stand-ins.log
  repository=$(repository_of stand-ins)
  inputs=$(stand_in_inputs)
  [[ ! -e $repository/inputs || $(<"$repository/inputs") != "$inputs" ]] || return 0

  say "Building the lab's stand-ins, once."
  : >"$log"
  build_ssdb "$release" "$log"
  stage "packing the stand-ins"
  partial=$repository.partial
  rm -rf "$partial"
  mkdir -p "$partial"
  # Inside the tree only the cache is visible.
  cp -a "$LAB/packages" "$partial/packages"
  in_tree "$release" "$partial/packages/build-stand-ins" \
    "$partial/packages" "$CACHE/signing" "$partial" >>"$log" 2>&1 ||
    fail "the stand-ins could not be built; the reason is at the end of $log." "Try 'lab up' again."
  rm -rf "$partial/packages"
  make_files "$partial/files" >>"$log" 2>&1 ||
    fail "the plain files could not be made; the reason is at the end of $log." "Try 'lab up' again."
  echo "$inputs" >"$partial/inputs"
  rm -rf "$repository"
  mv "$partial" "$repository"
}

stand_in_inputs() {
  (cd "$LAB" && find packages lib/stand_ins.sh -type f -not -path 'packages/postgresql-*' -exec sha256sum {} + | sort) |
    sha256sum | cut -d' ' -f1
}

# Where the program made from the present sources of SSDB's stand-in is, or will be.
ssdb_built() {
  local sum
  sum=$(cd "$LAB/packages/ssdb" && find . -type f -exec sha256sum {} + | sort | sha256sum)
  echo "$CACHE/binaries/ssdb-${sum:0:16}"
}

# The compiler goes into a tree that is thrown away; the program is linked to run on every release.
build_ssdb() {
  local release=$1 log=$2 dir
  dir=$(ssdb_built)
  [[ ! -d $dir ]] || return 0
  stage "fetching a compiler and building the stand-in for SSDB"
  mkdir -p "$CACHE/binaries"
  rm -rf "$CACHE"/binaries/ssdb-*
  cp -a "$LAB/packages/ssdb" "$dir.partial"
  # shellcheck disable=SC2016 # expanded by that shell
  in_tree "$release" env DEBIAN_FRONTEND=noninteractive sh -euc '
    apt-get update -q
    apt-get install -q -y --no-install-recommends g++ make
    make -C "$1" LDFLAGS="-static -s"
  ' sh "$dir.partial" >>"$log" 2>&1 ||
    fail "the stand-in for SSDB could not be built; the reason is at the end of $log." \
      "Check that this machine reaches its Debian mirror ('apt-get update'), then 'lab up' again."
  mv "$dir.partial" "$dir"
}

make_files() (
  set -e
  mkdir -p "$1"
  cd "$1"
  make_plain_files
  make_kvrocks_archive
  archive ssdb-1.8.0-linux-amd64.tar.gz "$(ssdb_built)" ssdb-server
  find . -type f -printf '%P\n' | sort | xargs sha256sum >SHA256SUMS.partial
  mv SHA256SUMS.partial SHA256SUMS
)

# archive NAME FOLDER FILE…: the same to the last bit whenever it is made.
archive() {
  tar --sort=name --owner=0 --group=0 --mtime=2026-01-01T00:00:00Z -C "$2" -c "${@:3}" | gzip -9n >"$1"
}

# Things to download and to unpack, for trying the modules that do so.
make_plain_files() {
  mkdir -p tool-1.0/bin
  echo 'Hello from the lab.' >hello.txt
  printf '#!/bin/sh\necho tool 1.0\n' >tool-1.0/bin/tool
  chmod 0755 tool-1.0/bin/tool
  echo 'A program to unpack.' >tool-1.0/README
  archive tool-1.0.tar.gz . tool-1.0
  jar --create --no-manifest --date=2026-01-01T00:00:00Z --file tool-1.0.zip tool-1.0
  rm -rf tool-1.0
}

# What somebody's build of Kvrocks hands round: one program, in bin. Python runs an archive of its own kind.
make_kvrocks_archive() {
  local source=$LAB/packages/kvrocks/root/usr/lib/kvrocks
  mkdir -p kvrocks/bin kvrocks/parts
  cp "$source/config.py" kvrocks/parts/
  sed "s#@VERSION@#$KVROCKS_VERSION-1#" "$source/kvrocks" >kvrocks/parts/__main__.py
  jar --create --no-manifest --date=2026-01-01T00:00:00Z --file kvrocks/parts.zip -C kvrocks/parts .
  { echo '#!/usr/bin/python3 -B' && cat kvrocks/parts.zip; } >kvrocks/bin/kvrocks
  chmod 0755 kvrocks/bin/kvrocks
  archive "kvrocks-$KVROCKS_VERSION-linux-amd64.tar.gz" kvrocks bin
  rm -rf kvrocks
}
