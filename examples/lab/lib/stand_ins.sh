# What stands in for products that no registry has, and a few plain files; the same for every release.

build_stand_ins() {
  local release=$1 repository partial inputs log=$CACHE/log/stand-ins.log
  repository=$(repository_of stand-ins)
  inputs=$(stand_in_inputs)
  [[ ! -e $repository/inputs || $(<"$repository/inputs") != "$inputs" ]] || return 0

  say "Packing the lab's stand-ins, once."
  partial=$repository.partial
  rm -rf "$partial"
  mkdir -p "$partial"
  # Inside the tree only the cache is visible.
  cp -a "$LAB/packages" "$partial/packages"
  in_tree "$release" "$partial/packages/build-stand-ins" \
    "$partial/packages" "$CACHE/signing" "$partial" >"$log" 2>&1 ||
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

make_files() (
  set -e
  mkdir -p "$1"
  cd "$1"
  make_plain_files
  find . -type f -printf '%P\n' | sort | xargs sha256sum >SHA256SUMS.partial
  mv SHA256SUMS.partial SHA256SUMS
)

# Things to download and to unpack, for trying the modules that do so.
make_plain_files() {
  mkdir -p tool-1.0/bin
  echo 'Hello from the lab.' >hello.txt
  printf '#!/bin/sh\necho tool 1.0\n' >tool-1.0/bin/tool
  chmod 0755 tool-1.0/bin/tool
  echo 'A program to unpack.' >tool-1.0/README
  tar --sort=name --owner=0 --group=0 --mtime=2026-01-01T00:00:00Z -c tool-1.0 | gzip -9n >tool-1.0.tar.gz
  jar --create --no-manifest --date=2026-01-01T00:00:00Z --file tool-1.0.zip tool-1.0
  rm -rf tool-1.0
}

# Debian's own RabbitMQ of a release as a file, for trying what installs it from one.
fetch_rabbitmq() {
  local release=$1 dir log=$CACHE/log/rabbitmq-$1.log
  dir=$(repository_of rabbitmq)/rabbitmq/$release
  [[ ! -d $dir ]] || return 0
  stage "fetching Debian's RabbitMQ for $release"
  rm -rf "$dir.partial"
  mkdir -p "$dir.partial" "$CACHE/mnt"
  # shellcheck disable=SC2016 # expanded by that shell
  in_tree "$release" sh -euc '
    apt-get update -q
    cd "$1"
    apt-get download -q rabbitmq-server
    mv rabbitmq-server_*.deb rabbitmq-server.deb
    sha256sum rabbitmq-server.deb >SHA256SUMS
  ' sh "$dir.partial" >"$log" 2>&1 ||
    fail "apt-get could not fetch RabbitMQ for $release; the reason is at the end of $log." \
      "Check that this machine reaches its Debian mirror ('apt-get update'), then 'lab up' again."
  mv "$dir.partial" "$dir"
}
