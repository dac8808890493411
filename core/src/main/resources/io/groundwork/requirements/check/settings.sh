# Values of kernel settings: "KEY VALUE", "KEY -" for what this kernel does not have.
for key; do
  case $key in
    transparent_hugepage) file=/sys/kernel/mm/transparent_hugepage/enabled ;;
    *) file=/proc/sys/$(printf '%s' "$key" | tr . /) ;;
  esac
  value=-
  # Not by read: dash reads byte by byte, which files of settings do not give.
  [ ! -r "$file" ] || value=$(cat "$file" 2>/dev/null) || value=-
  printf '%s %s\n' "$key" "$value"
done
