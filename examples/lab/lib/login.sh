# Connections to the hosts: strict, with this lab's key only, whatever the user's own SSH settings say.

ssh_options() {
  printf '%s\n' -o "UserKnownHostsFile=$STATE/known_hosts" -o GlobalKnownHostsFile=/dev/null \
    -o StrictHostKeyChecking=yes -o IdentitiesOnly=yes
}

# login NAME [SSH-ARGUMENT…]
login() {
  local name=$1 options
  shift
  mapfile -t options < <(ssh_options)
  tool ssh -F /dev/null -i "$STATE/id_ed25519" "${options[@]}" -o LogLevel=ERROR -o ConnectTimeout=5 \
    "ops@$(address_of "$name")" "$@"
}

ssh_answers() {
  timeout 0.5 bash -c "read -r banner <'/dev/tcp/$(address_of "$1")/22' && [[ \$banner == SSH-* ]]" 2>/dev/null
}
