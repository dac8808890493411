# shellcheck shell=sh
# Prints the digest of a file and the file itself.
# $1 path
digest=$(sha256sum <"$1") || fail "cannot read $1"
printf '%s\n' "${digest%% *}"
base64 <"$1" || fail "cannot read $1"
