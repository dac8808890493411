# $1 directory of the file hostname  $2 file where the kernel tells its name
static=
if [ -r "$1/hostname" ]; then
  while read -r line || [ -n "$line" ]; do
    case $line in
      '' | '#'*) ;;
      *)
        static=$line
        break
        ;;
    esac
  done <"$1/hostname"
fi
kernel=
read -r kernel <"$2" || [ -n "$kernel" ] || fail "the kernel does not tell its name in $2"
printf 'static %s\nkernel %s\n' "$static" "$kernel"
