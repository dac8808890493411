# $1 zone, or empty for the default one; $2 "yes" about what is stored; $3 "yes" about what is in
# force; $4 zone, target or the word of the options such as port; $5 its value, or empty
if ! command -v firewall-cmd >/dev/null 2>&1; then
  echo no-firewalld
  exit 0
fi
gw_running=no
gw_tool=firewall-cmd
tool
printf 'running %s\n' "$gw_running"
zone=$1
if [ -z "$zone" ]; then
  zone=$("$gw_tool" --get-default-zone) || fail "firewalld does not tell its default zone"
fi
printf 'zone %s\n' "$zone"
other_firewalls firewalld
stored=$2
live=$3
kind=$4
value=$5

# query PERMANENT: prints yes or no, or what firewalld says instead.
query() {
  case $kind in
    zone)
      case " $(ask "$1" --get-zones) " in
        *" $zone "*) echo yes ;;
        *) echo no ;;
      esac
      ;;
    target) ask "$1" --zone="$zone" --get-target 2>&1 ;;
    *) ask "$1" --zone="$zone" "--query-$kind${value:+=$value}" 2>&1 ;;
  esac
}

if [ "$stored" = yes ]; then
  printf 'stored %s\n' "$(query yes)"
fi
if [ "$live" = yes ] && [ "$gw_running" = yes ]; then
  printf 'live %s\n' "$(query no)"
fi
context
printf 'login %s\n' "$(login_connection)"
