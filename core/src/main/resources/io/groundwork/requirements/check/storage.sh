# What carries each DIRECTORY: where it really is (or the nearest directory above, before it is
# made), the sizes of the file systems, the mounts, and all disks with what they are built of.
[ -r /proc/self/mountinfo ] || fail "/proc/self/mountinfo cannot be read: no Linux, or no /proc"
[ -d /sys/class/block ] || fail "/sys/class/block cannot be read: no Linux, or no /sys"
existing=
for wanted; do
  directory=$wanted
  while [ ! -d "$directory" ]; do
    directory=${directory%/*}
    [ -n "$directory" ] || directory=/
  done
  real=$(CDPATH='' cd -P "$directory" 2>/dev/null && pwd) || real=$directory
  printf 'directory\t%s\t%s\n' "$wanted" "$real"
  case "
$existing
" in
    *"
$real
"*) ;;
    *) existing="$existing
$real" ;;
  esac
done
printf '%s\n' "$existing" | while IFS= read -r directory; do
  [ -z "$directory" ] || stat -f -c 'size %S %b %a %c %d %n' "$directory" 2>/dev/null
done
sed 's/^/mount /' /proc/self/mountinfo
# An overlay's upper directory can be followed only where this host sees it.
sed -n 's/^.* - overlay .*upperdir=\([^,]*\).*$/\1/p' /proc/self/mountinfo |
  while IFS= read -r upper; do
    [ ! -d "$upper" ] || printf 'seen\t%s\n' "$upper"
  done
for block in /sys/class/block/*; do
  name=${block##*/}
  case $name in ram* | zram* | sr* | fd*) continue ;; esac
  [ -r "$block/dev" ] || continue
  size=0
  read -r number <"$block/dev"
  [ ! -r "$block/size" ] || read -r size <"$block/size"
  [ "$size" -gt 0 ] || continue
  CDPATH='' cd -P "$block" || continue
  rotational=-
  [ ! -r queue/rotational ] || read -r rotational <queue/rotational
  printf 'block\t%s\t%s\t%s\t%s\t%s\n' "$name" "$number" "$size" "$rotational" "$PWD"
  for below in slaves/*; do
    [ ! -e "$below" ] || printf 'below\t%s\t%s\n' "$name" "${below##*/}"
  done
  for key in dm/name device/vendor device/model loop/backing_file; do
    if [ -r "$key" ]; then
      read -r value <"$key" || :
      printf '%s\t%s\t%s\n' "$key" "$name" "$value"
      if [ "$key" = loop/backing_file ] && [ -e "$value" ]; then
        printf 'seen\t%s\n' "$value"
      fi
    fi
  done
done
