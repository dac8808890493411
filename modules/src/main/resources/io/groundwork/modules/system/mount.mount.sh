# Mounts a file system and puts the payload in place of the table; undoes all of it if it fails.
# $1 mount point  $2 the table, or empty  $3 size of the new table in bytes, or empty for no change
# $4 yes: keep a copy of the old table  $5 mount, again, remount or nothing  $6... arguments of mount
point=$1
table=$2
size=$3
backup=$4
how=$5
shift 5
made=
above=$point
while [ ! -e "$above" ] && [ ! -L "$above" ]; do
  made=$above
  above=${above%/*}
done
old_umask=$(umask)
umask 022
[ -z "$made" ] || mkdir -p "$point" || exit 1
umask "$old_umask"
[ -z "$size" ] || write_table "$table" "$size" "$backup"
done_well=yes
case $how in
  mount) mount "$@" || done_well= ;;
  again)
    if unmount "$point"; then
      mount "$@" || done_well=
    else
      done_well=
    fi
    ;;
  remount)
    mount -o remount "$@" || { unmount "$point" && mount "$@"; } || done_well=
    ;;
esac
if [ -z "$done_well" ]; then
  [ -z "$size" ] || restore_table
  # Only what is empty goes, and only what was made here.
  gone=$point
  while [ -n "$made" ] && rmdir "$gone" 2>/dev/null && [ "$gone" != "$made" ]; do
    gone=${gone%/*}
  done
  fail "$point was not mounted; the table of file systems is as it was"
fi
[ -z "$size" ] || forget_table
