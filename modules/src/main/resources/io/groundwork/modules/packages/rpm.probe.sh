# $1 dnf or zypper; $2 present, latest, absent, upgrade, dist-upgrade or autoremove; $3 options for
# it; $4 those that follow zypper's verb; $5 root directory, or empty; $6... packages
gw_manager=
if ! find_manager "$1" || ! command -v rpm >/dev/null 2>&1; then
  echo no-manager
  exit 0
fi
state=$2
gw_options=$3
gw_verb_options=$4
gw_root=$5
shift 5

# Whoever looks into a root without packages makes it one with a database; an empty one will do.
if [ -n "$gw_root" ] && [ ! -e "$gw_root$(rpm -E '%_dbpath')" ]; then
  gw_root=$(mktemp -d /run/groundwork.XXXXXX) || exit 1
  trap 'rm -rf "$gw_root"' EXIT
fi

open=
there=
set -f
for wanted; do
  query=$wanted
  case $wanted in
    *.rpm) query=$(rpm -qp --qf '%{name}-%{version}-%{release}.%{arch}\n' "$wanted" 2>/dev/null) ||
      query=$wanted ;;
  esac
  # zypper takes "name=version".
  case $gw_manager:$query in
    zypper:*=*) query=${query%%=*}-${query#*=} ;;
  esac
  found=
  case $query in
    @* | pattern:* | patch:*) ;;
    *['*?[']*)
      found=$(rpm ${gw_root:+--root "$gw_root"} -qa --qf '%{NAME} %{EVR} %{ARCH}\n' "$query" | sort)
      ;;
    *)
      found=$(rpm_query --qf '%{NAME} %{EVR} %{ARCH}\n' "$query") ||
        found=$(rpm_query --whatprovides --qf '%{NAME} %{EVR} %{ARCH}\n' "$query") || found=
      ;;
  esac
  if [ -n "$found" ]; then
    printf '%s\n' "$found" | while read -r line; do
      printf 'have %s %s\n' "$wanted" "$line"
    done
    there="$there $wanted"
    # More may match a pattern than is there.
    case $query in
      *['*?[']*) open="$open $wanted" ;;
    esac
  else
    printf 'lack %s\n' "$wanted"
    open="$open $wanted"
  fi
done

context
# shellcheck disable=SC2086 # words; set -f is on
case $state in
  present) [ -z "$open" ] || simulate install $open ;;
  latest)
    case $gw_manager in
      zypper) simulate install $open $there ;;
      *)
        [ -z "$open" ] || simulate install $open
        [ -z "$there" ] || simulate upgrade $there
        ;;
    esac
    ;;
  absent)
    for wanted in $open; do
      case $wanted in
        @* | pattern:*) there="$there $wanted" ;;
      esac
    done
    [ -z "$there" ] || simulate remove $there
    ;;
  upgrade)
    case $gw_manager in
      zypper) simulate update ;;
      *) simulate upgrade ;;
    esac
    ;;
  *) simulate "$state" ;;
esac
