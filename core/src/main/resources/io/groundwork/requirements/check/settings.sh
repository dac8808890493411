# Values of kernel settings, and the hard limits of the first process, which services begin with:
# "KEY VALUE", "KEY -" for what this kernel does not have.
for key; do
  lines=p
  case $key in
    limits.open_files) file=/proc/1/limits lines='s/^Max open files  *[^ ]*  *\([^ ]*\).*/\1/p' ;;
    limits.processes) file=/proc/1/limits lines='s/^Max processes  *[^ ]*  *\([^ ]*\).*/\1/p' ;;
    transparent_hugepage) file=/sys/kernel/mm/transparent_hugepage/enabled ;;
    *) file=/proc/sys/$(printf '%s' "$key" | tr . /) ;;
  esac
  value=-
  # Not by read: dash reads byte by byte, which files of settings do not give.
  [ ! -r "$file" ] || value=$(sed -n "$lines" "$file" 2>/dev/null) || value=-
  printf '%s %s\n' "$key" "${value:--}"
done
