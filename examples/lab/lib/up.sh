# lab up

help_up() {
  cat <<'HELP'
Usage: lab up [--hosts N | --layout LAYOUT] [--release RELEASE]

Brings up N real hosts on this machine: each boots systemd, has its own address, SSH server, packages and users, and
reaches Debian's packages through this machine. Writes an inventory of them: examples/lab/inventory.yml.

  --hosts N            how many hosts, 1 to 40 (default 4)
                         1  akd1 for everything
                         2  akd1 (akd, db, rabbitmq), akmta1
                         3  db1 (db, rabbitmq), akd1, akmta1
                         4  db1, rabbitmq1, akd1, akmta1
                         more: db2, db3, … as well
  --layout LAYOUT      the whole platform:
                         single    one host for everything, as --hosts 1
                         separate  as --hosts 4 (or more), and rabbitmq1 with trixie, which brings RabbitMQ 4
  --release RELEASE    bookworm (Debian 12, default) or trixie (Debian 13)

The first time takes some minutes: a Debian base tree is made and the lab's PostgreSQL packages are built. Both are
kept, so the next time takes seconds. When a lab is up already, adds what is missing. After an interruption, at whatever
moment, run it again.
HELP
}

command_up() {
  local hosts='' release='' layout='' names missing=() name
  while [[ $# -gt 0 ]]; do
    case $1 in
      --hosts | --release | --layout)
        [[ $# -ge 2 ]] || usage_error "$1 needs a value"
        printf -v "${1#--}" %s "$2"
        shift 2
        ;;
      --hosts=*) hosts=${1#*=} && shift ;;
      --release=*) release=${1#*=} && shift ;;
      --layout=*) layout=${1#*=} && shift ;;
      *) usage_error "unexpected argument '$1'" ;;
    esac
  done
  [[ -z $hosts || ($hosts =~ ^[1-9][0-9]?$ && $hosts -le $MAX_HOSTS) ]] ||
    usage_error "--hosts '$hosts' is not a number from 1 to $MAX_HOSTS"
  [[ -z $release || $release == bookworm || $release == trixie ]] ||
    usage_error "--release '$release' is neither bookworm nor trixie"
  case $layout in
    '' | separate) [[ -z $layout || -z $hosts || $hosts -ge 4 ]] || usage_error "--layout separate takes 4 hosts or more" ;;
    single) [[ ${hosts:=1} -eq 1 ]] || usage_error "--layout single takes one host" ;;
    *) usage_error "--layout '$layout' is neither separate nor single" ;;
  esac
  require_possible
  take_lock
  require_own_network

  if read_record; then
    [[ -z $release || $release == "$RELEASE" ]] ||
      fail "the lab has $RELEASE hosts." \
        "For $release: 'lab down' (the hosts' disks are gone then), and 'lab up --release $release'."
    [[ -z $hosts || $hosts -ge $COUNT ]] ||
      fail "the lab has $COUNT hosts; it can grow, but not shrink." \
        "For fewer: 'lab down' (the hosts' disks are gone then), and 'lab up --hosts $hosts'."
    [[ -z $layout || $layout == "$LAYOUT" ]] ||
      fail "the lab has another layout." \
        "For another layout: 'lab down' (the hosts' disks are gone then), and 'lab up --layout $layout'."
  fi
  # What was not asked for stays as it is.
  RELEASE=${release:-${RELEASE:-bookworm}}
  COUNT=${hosts:-${COUNT:-4}}
  LAYOUT=${layout:-${LAYOUT:-alike}}
  mapfile -t names < <(hosts_of "$COUNT")

  mkdir -p "$CACHE"/{base,tools,repository,log,mnt}
  install -d -m 0711 "$STATE" "$STATE/hosts"
  install -d -m 0700 "$STATE/keys"
  install_needs
  for release in $(releases); do
    build_tree "$release"
    build_tools "$release"
    build_repository "$release"
    fetch_rabbitmq "$release"
  done
  build_stand_ins "$RELEASE"

  record_lab "$RELEASE" "$COUNT" "$LAYOUT"
  network_up
  start_package_server
  make_login_key
  make_password
  for name in "${names[@]}"; do
    host_lives "$name" || missing+=("$name")
  done
  in_parallel make_host_keys "${names[@]}"
  write_known_hosts "${names[@]}"
  for name in "${missing[@]}"; do
    prepare_host "$name" "$(release_of "$name")"
    boot_host "$name" "$(release_of "$name")"
  done
  in_parallel await_host "${names[@]}"
  await_package_server
  write_inventory

  if [[ ${#missing[@]} -eq 0 ]]; then
    say "The lab was up already: $COUNT $RELEASE hosts, all answering; nothing to add ($(took))."
  else
    say "Up: ${missing[*]}, $(releases | paste -sd " ") ($(took))."
  fi
  say "Inventory: $INVENTORY. 'lab status' shows the hosts, 'lab ssh ${names[0]}' logs in."
}
