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
  echo '    mirrors:'
  signed_mirror postgresql postgresql "$RELEASE-pgdg-archive"
  signed_mirror mongodb mongodb bookworm/mongodb-org/8.0
  signed_mirror clickhouse clickhouse/deb lts
  artefact_mirror kvrocks kvrocks_2.17.0-1_amd64.deb
  artefact_mirror ssdb ssdb-9f84e24c42cf4938630a5a5807560b0addb3155a.tar.gz
  cat <<YAML
    postgresql_platform_password: $(<"$STATE/postgresql_platform_password")
YAML
  [[ $LAYOUT == alike ]] || waivers
  echo '  hosts:'
  for name in $(hosts_of "$COUNT"); do
    cat <<YAML
    $name:
      ansible_host: $(address_of "$name")
      service_address: $(address_of "$name")
      rabbitmq_version: $(rabbitmq_of "$(release_of "$name")")
      rabbitmq_source: distribution
YAML
  done
  echo '  children:'
  for group in "${GROUPS_OF_PLATFORM[@]}"; do
    printf '    %s:\n      hosts:\n' "$group"
    for name in $(group_of "$group" "$COUNT"); do printf '        %s:\n' "$name"; done
  done
}

# What no host here can meet. A lab of hosts that are only alike is there to be found wanting, and waives nothing.
waivers() {
  cat <<YAML
    requirement_waivers:
      cpu-cores: lab hosts share this machine's cores
      memory: lab hosts share this machine's memory
      disk-size: lab hosts share this machine's disk
      license-servers: a lab host has no way to the internet
YAML
  [[ $(release_of "$(group_of rabbitmq "$COUNT")") != bookworm ]] ||
    echo "      other-versions: RabbitMQ $(rabbitmq_of bookworm) is the one that Debian 12 brings"
}

# signed_mirror PRODUCT PATH SUITE
signed_mirror() {
  cat <<YAML
      $1:
        uri: $PACKAGES_URL/$2
        suite: $3
        components: main
        key_url: $PACKAGES_URL/lab.asc
        key_fingerprint: $(<"$(repository_of stand-ins)/fingerprint")
YAML
}

# artefact_mirror PRODUCT FILE
artefact_mirror() {
  cat <<YAML
      $1:
        url: $PACKAGES_URL/files/$2
        sha256: $(awk -v file="$2" '$2 == file { print $1 }' "$(repository_of stand-ins)/files/SHA256SUMS")
YAML
}

# The RabbitMQ that Debian brings.
rabbitmq_of() {
  case $1 in
    bookworm) echo 3.10.8 ;;
    trixie) echo 4.0.5 ;;
  esac
}
