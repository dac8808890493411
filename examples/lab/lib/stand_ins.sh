# What stands in for products that no registry has, and a few plain files; the same for every release.

build_stand_ins() {
  local release=$1 repository partial inputs log=$CACHE/log/stand-ins.log
  repository=$(repository_of stand-ins)
  inputs=$(stand_in_inputs)
  [[ ! -e $repository/inputs || $(<"$repository/inputs") != "$inputs" ]] || return 0

  stage "packing the stand-ins"
  partial=$repository.partial
  rm -rf "$partial"
  mkdir -p "$partial"
  # Inside the tree only the cache is visible.
  cp -a "$LAB/packages" "$partial/packages"
  in_tree "$release" "$partial/packages/build-stand-ins" \
    "$partial/packages" "$CACHE/signing" "$partial" >"$log" 2>&1 ||
    fail "the stand-ins could not be built; the reason is at the end of $log." "Try 'lab up' again."
  rm -rf "$partial/packages"
  make_plain_files "$partial/files" >>"$log" 2>&1 ||
    fail "the plain files could not be made; the reason is at the end of $log." "Try 'lab up' again."
  echo "$inputs" >"$partial/inputs"
  rm -rf "$repository"
  mv "$partial" "$repository"
}

stand_in_inputs() {
  (cd "$LAB" && find packages lib/stand_ins.sh -type f -not -path 'packages/postgresql-*' -exec sha256sum {} + | sort) |
    sha256sum | cut -d' ' -f1
}

# Things to download and to unpack, for trying the modules that do so.
make_plain_files() (
  set -e
  mkdir -p "$1/tool-1.0/bin"
  cd "$1"
  echo 'Hello from the lab.' >hello.txt
  printf '#!/bin/sh\necho tool 1.0\n' >tool-1.0/bin/tool
  chmod 0755 tool-1.0/bin/tool
  echo 'A program to unpack.' >tool-1.0/README
  tar --sort=name --owner=0 --group=0 --mtime=2026-01-01T00:00:00Z -c tool-1.0 | gzip -9n >tool-1.0.tar.gz
  jar --create --no-manifest --date=2026-01-01T00:00:00Z --file tool-1.0.zip tool-1.0
  rm -rf tool-1.0
  find . -type f -not -name SHA256SUMS -printf '%P\n' | sort | xargs sha256sum >SHA256SUMS
)
