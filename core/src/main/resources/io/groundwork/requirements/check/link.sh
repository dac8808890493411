# The network interface that has ADDRESS, without one that of the route out, and all interfaces:
# "address ADDRESS INTERFACE", "link NAME STATE SPEED DRIVER", "below NAME LOWER".
command -v ip >/dev/null 2>&1 || fail "there is no ip command: install iproute2 (iproute)"
[ -d /sys/class/net ] || fail "/sys/class/net cannot be read: no Linux, or no /sys"
address=$1
if [ -z "$address" ]; then
  # Asking for the route sends nothing.
  address=$(ip -4 route get 8.8.8.8 2>/dev/null | sed -n 's/^.* src \([0-9.]*\).*$/\1/p')
fi
ip -4 -o addr show | awk -v wanted="$address" '
  { sub("/.*", "", $4) }
  wanted != "" && $4 == wanted { print "address", $4, $2; exit }'
for link in /sys/class/net/*; do
  name=${link##*/}
  [ -d "$link" ] || continue
  state=unknown
  speed=-
  driver=-
  [ ! -r "$link/operstate" ] || read -r state <"$link/operstate"
  # Reading it fails where the interface is down or has none.
  speed=$(cat "$link/speed" 2>/dev/null) || speed=-
  if [ -e "$link/device/driver" ]; then
    driver=$(CDPATH='' cd -P "$link/device/driver" 2>/dev/null && pwd) || driver=-
    driver=${driver##*/}
  fi
  printf 'link %s %s %s %s\n' "$name" "$state" "${speed:--}" "$driver"
  for below in "$link"/lower_*; do
    [ ! -e "$below" ] || printf 'below %s %s\n' "$name" "${below##*/lower_}"
  done
done
