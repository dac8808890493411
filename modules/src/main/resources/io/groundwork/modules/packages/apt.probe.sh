# $1 present, latest, absent, fixed or build-dep; $2 "age" if the age of the package lists matters;
# $3 options for apt-get; $4 what else to do: upgrade, dist-upgrade, autoremove, autoclean, clean;
# $5 path or URL of a package's file; $6… packages
if ! command -v apt-get >/dev/null 2>&1 || ! command -v dpkg-query >/dev/null 2>&1; then
  echo no-apt
  exit 0
fi
state=$1
age=$2
options=$3
sweeps=$4
deb=$5
shift 5

# dpkg and apt unpack what they look at in a package's file; looking leaves no trace on a disk.
if [ -w /run ]; then
  TMPDIR=/run
  export TMPDIR
fi

! interrupted || echo interrupted
unfinished

# A pattern stands for every package that apt knows, or for those that are there.
known=
for wanted; do
  case $(package_of "$wanted") in
    *['*?[']*)
      case $state in
        absent) known=$(dpkg-query -W -f "\${Package}\\n") ;;
        *) known=$(apt-cache pkgnames | sort -u) ;;
      esac
      break
      ;;
  esac
done
names=
for wanted; do
  shift
  pattern=$(package_of "$wanted")
  case $pattern in
    *['*?[']*)
      matches=
      for one in $known; do
        # shellcheck disable=SC2254 # it is a pattern
        case $one in
          $pattern)
            matches="$matches $one"
            set -- "$@" "$one${wanted#"$pattern"}"
            ;;
        esac
      done
      printf 'match %s%s\n' "$pattern" "$matches"
      names="$names$matches"
      ;;
    *)
      names="$names $pattern"
      set -- "$@" "$wanted"
      ;;
  esac
done

file=
if [ -n "$deb" ]; then
  file=$deb
  case $deb in
    /*) ;;
    *)
      scratch=$(mktemp -d /run/groundwork.XXXXXX) || exit 1
      trap 'rm -rf "$scratch"' EXIT
      file=$scratch/package.deb
      fetch_package "$deb" "$file" || file=
      ;;
  esac
  if [ -z "$file" ]; then
    echo "deb-trouble it could not be fetched"
  elif [ ! -e "$file" ]; then
    echo deb-absent
  elif control=$(dpkg-deb -f "$file" Package Version Architecture 2>&1); then
    package=
    version=
    architecture=
    while read -r field value; do
      case $field in
        Package:) package=$value ;;
        Version:) version=$value ;;
        Architecture:) architecture=$value ;;
      esac
    done <<END
$control
END
    [ -n "$package" ] || fail "$deb holds no package"
    printf 'deb %s %s %s\n' "$package" "$version" "$architecture"
    names="$names $package"
  else
    echo "deb-trouble it is no package: ${control##*: }"
    file=
  fi
fi

# A package for every architecture is not listed under the one that it was asked for with.
bare=
for one in $names; do
  bare="$bare ${one%%:*}"
done
listed=
if [ -n "$bare" ]; then
  # shellcheck disable=SC2086 # names have no blanks and no wildcards
  listed=$(dpkg-query -W \
    -f 'package ${Package} ${db:Status-Abbrev} ${Architecture} ${Version}\n' $bare 2>/dev/null)
  [ $? -le 1 ] || fail "dpkg-query cannot read the list of packages"
  [ -z "$listed" ] || printf '%s\n' "$listed"
fi

# Which of them came only because something else needed them.
case $state in
  present | latest)
    if [ -n "$listed" ] && [ -r /var/lib/apt/extended_states ]; then
      automatic=
      while read -r field value; do
        case $field:$value in
          Package::*) automatic=$value ;;
          Auto-Installed::1)
            case "$bare " in
              *" $automatic "*) printf 'automatic %s\n' "$automatic" ;;
            esac
            ;;
        esac
      done </var/lib/apt/extended_states
    fi
    ;;
esac

# What the host itself is the measure of.
for sweep in $sweeps; do
  printf 'sweep %s\n' "$sweep"
  # shellcheck disable=SC2086 # options are words without wildcards
  case $sweep in
    upgrade) simulate $options --with-new-pkgs upgrade ;;
    clean)
      for one in /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb; do
        [ ! -e "$one" ] || printf 'del %s -\n' "${one##*/}"
      done
      ;;
    *) simulate $options "$sweep" ;;
  esac
done
# shellcheck disable=SC2086 # as above
case $state in
  fixed)
    echo 'sweep fixed'
    simulate $options --fix-broken install $names
    ;;
  build-dep)
    echo 'sweep build-dep'
    simulate $options build-dep $names
    ;;
esac

# satisfied SPEC: whether what dpkg lists is enough, so that nobody asks apt-cache, which takes many
# times longer.
satisfied() {
  satisfied_name=$(package_of "$1")
  while read -r _ listed_name listed_status listed_architecture listed_version; do
    case $satisfied_name:$listed_architecture in
      "$listed_name:$listed_architecture" | "$listed_name:$listed_architecture:"* | \
        "$listed_name:"*:all) ;;
      *) continue ;;
    esac
    case $listed_status in
      ?i) ;;
      *) continue ;;
    esac
    case $1 in
      *=*) pick_version "$1" "$listed_version" >/dev/null && return 0 ;;
      *) return 0 ;;
    esac
  done <<END
$listed
END
  return 1
}

# is_there NAME: whether something of it is on the host.
is_there() {
  while read -r _ listed_name listed_status _; do
    case $listed_name:$listed_status in
      "${1%%:*}":?n) ;;
      "${1%%:*}":*) return 0 ;;
    esac
  done <<END
$listed
END
  return 1
}

# is_kept NAME: whether it is held, so that no newer one takes its place.
is_kept() {
  case " $options " in
    *' --allow-change-held-packages '*) return 1 ;;
  esac
  while read -r _ listed_name listed_status _; do
    case $listed_name:$listed_status in
      "${1%%:*}":hi*) return 0 ;;
    esac
  done <<END
$listed
END
  return 1
}

context
case $state in
  absent)
    going=
    for wanted; do
      ! is_there "$wanted" || going="$going $wanted"
    done
    # shellcheck disable=SC2086 # as above
    [ -z "$going" ] || simulate $options --allow-change-held-packages remove $going
    ;;
  present | latest)
    open=
    count=$#
    while [ "$count" -gt 0 ]; do
      wanted=$1
      shift
      if [ "$state" = latest ] && is_kept "$wanted"; then
        :
      elif [ "$state" = latest ] || ! satisfied "$wanted"; then
        open="$open $(package_of "$wanted")"
        set -- "$@" "$wanted"
      fi
      count=$((count - 1))
    done
    offered=
    if [ -n "$open" ]; then
      # shellcheck disable=SC2086 # as above
      offered=$(offers $open)
      [ -z "$offered" ] || printf '%s\n' "$offered"
    fi
    if exact=$(exact_specs "$offered" "$@" 2>/dev/null) && [ -n "$exact$file" ]; then
      # Whether held and newer packages may be changed is told in better words elsewhere.
      # shellcheck disable=SC2086 # as above
      simulate $options --allow-change-held-packages --allow-downgrades install $exact $file
    fi
    ;;
esac

if [ -n "$age" ]; then
  set -- /var/lib/apt/lists/*Release
  if [ -e "$1" ]; then
    newest=0
    for stamp in $(stat -c %Y /var/lib/apt/lists /var/lib/apt/periodic/update-success-stamp \
      2>/dev/null); do
      [ "$stamp" -le "$newest" ] || newest=$stamp
    done
    printf 'age %s %s\n' "$(($(date +%s) - newest))" "$newest"
  fi
fi
