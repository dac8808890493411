# Which hosts a lab of N has, their addresses, and which part of the platform each is meant for. A name always has the
# same address, and a smaller lab's hosts are part of a larger one's, so a lab can grow while it is up.

MAX_HOSTS=40

hosts_of() {
  local names=() i
  case $1 in
    1) names=(akd1) ;;
    2) names=(akd1 akmta1) ;;
    3) names=(db1 akd1 akmta1) ;;
    *) names=(db1 rabbitmq1 akd1 akmta1) ;;
  esac
  for ((i = 5; i <= $1; i++)); do names+=("db$((i - 3))"); done
  printf '%s\n' "${names[@]}"
}

address_of() {
  case $1 in
    db1) echo "$NETWORK.11" ;;
    rabbitmq1) echo "$NETWORK.12" ;;
    akd1) echo "$NETWORK.13" ;;
    akmta1) echo "$NETWORK.14" ;;
    db*) echo "$NETWORK.$((13 + ${1#db}))" ;;
  esac
}

# Hosts are alike, except in the separate layout: there, the broker's has the release that brings RabbitMQ 4.
release_of() {
  case $LAYOUT:$1 in
    separate:rabbitmq*) echo trixie ;;
    *) echo "$RELEASE" ;;
  esac
}

# The releases in this lab, the hosts' usual one first.
releases() {
  local name
  echo "$RELEASE"
  for name in $(hosts_of "$COUNT"); do release_of "$name"; done | sort -u | grep -vx "$RELEASE" || true
}

GROUPS_OF_PLATFORM=(db rabbitmq akd akmta)

# The hosts of one group in a lab of N.
group_of() {
  local group=$1 count=$2 name
  case $group:$count in
    db:1 | db:2 | rabbitmq:1 | rabbitmq:2 | akmta:1) echo akd1 ;;
    rabbitmq:3) echo db1 ;;
    *) for name in $(hosts_of "$count"); do [[ $name != "$group"[0-9]* ]] || echo "$name"; done ;;
  esac
}
