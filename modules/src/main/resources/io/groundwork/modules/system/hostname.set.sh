# $1 name  $2 directory of the file hostname  $3 file where the kernel takes its name
# $4 systemd, file, or empty for what the host has
how=$4
if [ -z "$how" ]; then
  how="file"
  if [ -d /run/systemd/system ] && command -v hostnamectl >/dev/null 2>&1; then
    how=systemd
  fi
fi
if [ "$how" = systemd ]; then
  hostnamectl --pretty --static set-hostname "$1" && hostnamectl --transient set-hostname "$1"
else
  printf '%s\n' "$1" | replace_file "$2/hostname" 0644 '' '' || exit 1
  printf '%s\n' "$1" >"$3" || fail "the running kernel does not take the name"
fi
