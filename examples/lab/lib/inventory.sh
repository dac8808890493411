# The inventory of the lab, for Groundwork and for Ansible alike.

write_inventory() {
  local release=$1 count=$2 partial=$INVENTORY.partial
  (umask 077 && inventory "$release" "$count" >"$partial")
  mv "$partial" "$INVENTORY"
}

inventory() {
  local release=$1 count=$2 name group
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
        suite: $release-pgdg-archive
        key_url: $PACKAGES_URL/lab.asc
        key_fingerprint: $(<"$(repository_of "$release")/fingerprint")
    postgresql_platform_password: $(<"$STATE/postgresql_platform_password")
  hosts:
YAML
  for name in $(hosts_of "$count"); do
    cat <<YAML
    $name:
      ansible_host: $(address_of "$name")
      service_address: $(address_of "$name")
YAML
  done
  echo '  children:'
  for group in "${GROUPS_OF_PLATFORM[@]}"; do
    printf '    %s:\n      hosts:\n' "$group"
    for name in $(group_of "$group" "$count"); do printf '        %s:\n' "$name"; done
  done
}
