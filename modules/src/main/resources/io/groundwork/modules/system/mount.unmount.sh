# Unmounts a file system, then puts the payload in place of the table.
# $1 mount point  $2 the table, or empty  $3 size of the new table in bytes, or empty for no change
# $4 yes: keep a copy of the old table  $5 yes: it is mounted  $6 yes: remove the empty directory
if [ "$5" = yes ]; then
  unmount "$1" || fail "$1 is still mounted; nothing was changed"
fi
if [ -n "$3" ]; then
  write_table "$2" "$3" "$4"
  forget_table
fi
if [ "$6" = yes ] && [ -d "$1" ]; then
  rmdir "$1" 2>/dev/null || :
fi
