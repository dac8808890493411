# Secrets of this lab: the key that logs in, each host's own SSH keys, the password of the platform's database.

make_login_key() {
  [[ -e $STATE/id_ed25519 ]] || make_key ed25519 "$STATE/id_ed25519" groundwork-lab
}

# A host keeps its keys as long as the lab lives, also when it is reset, so known_hosts stays true.
make_host_keys() {
  local dir=$STATE/keys/$1 type
  mkdir -p "$dir"
  for type in ed25519 ecdsa rsa; do
    [[ -e $dir/ssh_host_${type}_key ]] || make_key "$type" "$dir/ssh_host_${type}_key" "$1"
  done
}

# The public half is made last and renamed first, so a key that is there is whole.
make_key() {
  local type=$1 file=$2 comment=$3 size=()
  # The default size takes a second and buys a lab nothing.
  [[ $type != rsa ]] || size=(-b 2048)
  rm -f "$file.partial" "$file.partial.pub"
  tool ssh-keygen -q -t "$type" "${size[@]}" -N '' -C "$comment" -f "$file.partial"
  mv "$file.partial.pub" "$file.pub"
  mv "$file.partial" "$file"
}

write_known_hosts() {
  local name
  for name in "$@"; do
    sed "s/^/$(address_of "$name") /; s/ [^ ]*\$//" "$STATE/keys/$name"/*.pub
  done >"$STATE/known_hosts.partial"
  mv "$STATE/known_hosts.partial" "$STATE/known_hosts"
}

make_password() {
  [[ ! -e $STATE/postgresql_platform_password ]] || return 0
  head -c 512 /dev/urandom | tr -dc 'A-Za-z0-9' | head -c 40 >"$STATE/password.partial"
  mv "$STATE/password.partial" "$STATE/postgresql_platform_password"
}
