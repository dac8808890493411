# The bridge the hosts hang on, and their way out to the machine's network.

NFT_TABLE=groundwork_lab

# Network, control groups and lock are the machine's, so it has one lab at a time; the bridge bears its state directory.
require_own_network() {
  local owner=
  [[ ! -e /sys/class/net/$BRIDGE ]] || owner=$(<"/sys/class/net/$BRIDGE/ifalias")
  [[ -z $owner || $owner == "$STATE" ]] ||
    fail "this machine's lab is another one, whose state is in $owner." \
      "To work with that one: GROUNDWORK_LAB_STATE=$owner lab $COMMAND"
}

network_up() {
  note_settings
  if [[ ! -e /sys/class/net/$BRIDGE ]]; then
    if [[ $(tool ip -4 -o address) == *" $NETWORK."* ]]; then
      fail "this machine already uses $NETWORK.0/24 on: $(tool ip -4 -o address | awk -v net=" $NETWORK." 'index($0, net) { print $2 }')." \
        "The lab needs that network for itself."
    fi
    tool ip link add "$BRIDGE" type bridge
  fi
  tool ip link set "$BRIDGE" alias "$STATE"
  tool ip address replace "$MACHINE_ADDRESS/24" dev "$BRIDGE"
  tool ip link set "$BRIDGE" up
  open_settings
  # One transaction: the table is there as a whole or not at all. Naming it first makes the deletion always valid.
  tool nft "
    table ip $NFT_TABLE
    delete table ip $NFT_TABLE
    table ip $NFT_TABLE {
      chain postrouting {
        type nat hook postrouting priority srcnat
        ip saddr $NETWORK.0/24 ip daddr != $NETWORK.0/24 masquerade
      }
    }"
}

network_down() {
  local link
  if [[ -e /sys/class/net/$BRIDGE ]]; then
    tool nft "table ip $NFT_TABLE
      delete table ip $NFT_TABLE"
    for link in /sys/class/net/"$BRIDGE"/brif/*; do
      # A host's end of the cable goes with its namespace, a moment after the host; do not wait for it.
      [[ ! -e $link ]] || tool ip link delete "${link##*/}" 2>/dev/null || true
    done
    tool ip link delete "$BRIDGE"
  fi
  restore_settings
}
