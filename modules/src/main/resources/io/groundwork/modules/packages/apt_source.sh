# Shell functions that the snippets about package sources share.

# plain_gpg ARGUMENT...: gpg without anybody's key rings and settings; it leaves nothing behind.
plain_gpg() {
  gpg --homedir /etc --no-permission-warning --batch --no-tty --no-options --no-keyring \
    --trust-model always "$@"
}

# key_fingerprints FILE: the fingerprints of all primary keys in it, separated by blanks.
key_fingerprints() {
  plain_gpg --with-colons --show-keys "$1" 2>/dev/null | {
    gw_primary=
    gw_found=
    while IFS=: read -r gw_type _ _ _ _ _ _ _ _ gw_value _; do
      case $gw_type in
        pub) gw_primary=yes ;;
        fpr)
          [ -z "$gw_primary" ] || gw_found="$gw_found${gw_found:+ }$gw_value"
          gw_primary=
          ;;
      esac
    done
    printf '%s\n' "$gw_found"
  }
}

# fetch URL FILE: by apt's own downloader, which is there with apt and knows the host's proxies.
fetch() {
  if [ -x /usr/lib/apt/apt-helper ]; then
    /usr/lib/apt/apt-helper -q -o Acquire::Retries=2 -o APT::Sandbox::User=root \
      download-file "$1" "$2" >/dev/null
  elif command -v curl >/dev/null 2>&1; then
    curl -fsSL --retry 2 --max-time 120 -o "$2" -- "$1"
  elif command -v wget >/dev/null 2>&1; then
    wget -q -T 60 -O "$2" -- "$1"
  else
    fail "neither apt-helper nor curl nor wget is there to fetch $1"
  fi
}
