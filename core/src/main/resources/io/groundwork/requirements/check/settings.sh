# Values of kernel settings: "KEY VALUE", "KEY -" for what this kernel does not have.
for key; do
  case $key in
    transparent_hugepage) file=/sys/kernel/mm/transparent_hugepage/enabled ;;
    *) file=/proc/sys/$(printf '%s' "$key" | tr . /) ;;
  esac
  value=-
  [ ! -r "$file" ] || read -r value <"$file" || value=-
  printf '%s %s\n' "$key" "$value"
done
