# Where the lab keeps its things, and the network it lives on.

STATE=${GROUNDWORK_LAB_STATE:-/var/lib/groundwork-lab}
CACHE=${GROUNDWORK_LAB_CACHE:-/var/cache/groundwork-lab}
INVENTORY=$LAB/inventory.yml

# 198.18.0.0/15 is reserved for benchmarks (RFC 2544): no real network uses it.
NETWORK=198.18.0
BRIDGE=gwlab0
MACHINE_ADDRESS=$NETWORK.1
PACKAGES_PORT=8099
PACKAGES_URL=http://$MACHINE_ADDRESS:$PACKAGES_PORT

tree_of() { printf '%s/base/%s' "$CACHE" "$1"; }
tools_of() { printf '%s/tools/%s' "$CACHE" "$1"; }
repository_of() { printf '%s/repository/%s' "$CACHE" "$1"; }
host_dir() { printf '%s/hosts/%s' "$STATE" "$1"; }

# Paths end up in mount options and in a YAML file, so they must be plain.
check_places() {
  local place
  for place in "$STATE" "$CACHE"; do
    [[ $place =~ ^/[A-Za-z0-9._/-]+$ && $place != /run/* ]] ||
      fail "'$place' cannot hold the lab: only absolute paths of letters, digits and . _ / - are usable, and not /run." \
        "Set GROUNDWORK_LAB_STATE and GROUNDWORK_LAB_CACHE to such paths."
  done
}
