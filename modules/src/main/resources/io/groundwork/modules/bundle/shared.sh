# Shell functions that the snippets of a private apt share: one with its own lists, its own idea of
# what is installed (nothing), and the host's way to servers.

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# use DIRECTORY: makes apt take what is in it.
use() {
  APT_CONFIG=$1/apt.conf
  export APT_CONFIG
}

# download ARGUMENT...: URL, file and "ALGORITHM:HEX" or nothing, as often as wanted.
download() {
  [ -x /usr/lib/apt/apt-helper ] || fail 'there is no apt-helper, which comes with apt'
  /usr/lib/apt/apt-helper -q download-file "$@" >/dev/null
}
