# shellcheck shell=sh
# What stands in front of a batch that only reads, after batch.sh: nobody watches it, and answers that
# come together cost both ends less than each on its own.
gw_said=

gw_frame() {
  gw_said="$gw_said
$gw_nonce $1 $2 $3 ${#4}
$4"
  [ "${#gw_said}" -lt 8192 ] || gw_tell
}

gw_tell() {
  printf '%s' "$gw_said"
  gw_said=
}
