# The inventory of the lab, for Groundwork and for Ansible alike.

# It stands in the checkout whose `lab up` ran; there may be several, and `lab down` removes them all.
write_inventory() {
  grep -qsxF -- "$INVENTORY" "$STATE/inventories" || echo "$INVENTORY" >>"$STATE/inventories"
  (umask 077 && inventory >"$INVENTORY.partial")
  mv "$INVENTORY.partial" "$INVENTORY"
}

remove_inventories() {
  local inventory
  [[ -e $STATE/inventories ]] || return 0
  while read -r inventory; do rm -f "$inventory" "$inventory.partial"; done <"$STATE/inventories"
}

inventory() {
  local name group
  cat <<YAML
# Written by \`lab up\`; do not edit: the next \`lab up\` writes it again.
all:
  vars:
    ansible_user: ops
    ansible_become: true
    ansible_ssh_private_key_file: $STATE/id_ed25519
    ansible_ssh_common_args: $(ssh_options | paste -sd ' ')
YAML
  cat <<YAML
    mirrors:
      postgresql:
        uri: $PACKAGES_URL/postgresql
        suite: $RELEASE-pgdg-archive
        key_url: $PACKAGES_URL/lab.asc
        key_fingerprint: $(<"$(repository_of "$RELEASE")/fingerprint")
    postgresql_platform_password: $(<"$STATE/postgresql_platform_password")
  hosts:
YAML
  for name in $(hosts_of "$COUNT"); do
    cat <<YAML
    $name:
      ansible_host: $(address_of "$name")
      service_address: $(address_of "$name")
YAML
  done
  echo '  children:'
  for group in "${GROUPS_OF_PLATFORM[@]}"; do
    printf '    %s:\n      hosts:\n' "$group"
    for name in $(group_of "$group" "$COUNT"); do printf '        %s:\n' "$name"; done
  done
}
