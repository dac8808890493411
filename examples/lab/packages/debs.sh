# Debian packages and signed repositories of them, for the scripts beside this one. They set $packages, $output (the web
# server's root), $signing (the GnuPG home, made if it is missing) and $work.

# make_deb POOL NAME VERSION ROOT KEY=VALUE…: ROOT is the file tree of the package; KEY=VALUE fill the control file.
make_deb() {
  local pool=$1 name=$2 version=$3 root=$4 fill pair script
  fill=(-e "s#@VERSION@#$version#" -e "s#@SIZE@#$(du -sk "$root" | cut -f1)#")
  for pair in "${@:5}"; do fill+=(-e "s#@${pair%%=*}@#${pair#*=}#"); done
  mkdir -p "$root/DEBIAN" "$output/$pool"
  sed "${fill[@]}" "$packages/$name/control" >"$root/DEBIAN/control"
  for script in postinst prerm postrm conffiles; do
    [[ ! -e $packages/$name/$script ]] || install -m 0755 "$packages/$name/$script" "$root/DEBIAN/$script"
  done
  # These packages travel over a bridge only, so they are packed for speed.
  dpkg-deb -Zgzip -z1 --root-owner-group --build "$root" "$output/$pool/${name}_${version}_amd64.deb"
}

index() {
  local deb
  for deb in pool/*.deb; do
    dpkg-deb -f "$deb"
    printf 'Filename: %s\nSize: %s\nSHA256: %s\n\n' "$deb" "$(stat -c %s "$deb")" "$(sha256sum "$deb" | cut -d' ' -f1)"
  done
}

release_file() {
  local suite=$1 file
  cat <<RELEASE
Origin: Groundwork lab
Label: Groundwork lab
Suite: $suite
Codename: $suite
Date: $(date -u '+%a, %d %b %Y %H:%M:%S UTC')
Architectures: amd64
Components: main
Description: Packages for Groundwork's lab
SHA256:
RELEASE
  for file in main/binary-amd64/Packages main/binary-amd64/Packages.gz; do
    printf ' %s %s %s\n' "$(sha256sum "$file" | cut -d' ' -f1)" "$(stat -c %s "$file")" "$file"
  done
}

# publish REPOSITORY SUITE: indexes and signs the packages in the repository's pool.
publish() (
  cd "$output/$1"
  mkdir -p "dists/$2/main/binary-amd64"
  index >"dists/$2/main/binary-amd64/Packages"
  cd "dists/$2"
  gzip -9nk main/binary-amd64/Packages
  release_file "$2" >Release
  sign --detach-sign --armor --output Release.gpg Release
  sign --clearsign --output InRelease Release
)

make_signing_key() {
  [[ ! -d $signing ]] || return 0
  rm -rf "$signing.partial"
  install -d -m 0700 "$signing.partial"
  gpg --homedir "$signing.partial" --batch --passphrase '' --quick-generate-key 'Groundwork lab packages' ed25519 sign never
  gpgconf --homedir "$signing.partial" --kill all
  mv "$signing.partial" "$signing"
}

sign() { gpg --homedir "$signing" --batch --yes --digest-algo SHA256 "$@"; }

# The key and its fingerprint, for those who trust the repositories.
publish_key() {
  sign --armor --export >"$output/lab.asc"
  gpg --homedir "$signing" --batch --with-colons --list-keys | awk -F: '$1 == "fpr" { print $10; exit }' >"$output/fingerprint"
}
