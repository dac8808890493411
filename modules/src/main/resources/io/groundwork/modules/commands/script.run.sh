# Runs the payload as a program, from a directory that only its user can look into.
# $1 directory to run in, or empty  $3 what is to run it, with its options, or empty
# $4 the payload's size in bytes  $5... its arguments
chdir=$1
with=$3
size=$4
shift 4
elf=$(printf '\177ELF')
gw_home=
trap '[ -z "$gw_home" ] || rm -rf "$gw_home"' EXIT
trap 'exit 1' HUP INT TERM

# unpack DIRECTORY: leaves the payload in it as gw_home/script, or fails.
unpack() {
  gw_home=$(mktemp -d "$1/.groundwork.XXXXXXXX" 2>/dev/null) || return 1
  payload >"$gw_home/script" 2>/dev/null
  if [ "$(stat -c %s "$gw_home/script" 2>/dev/null)" = "$size" ] &&
    chmod 0700 "$gw_home/script"; then
    # Of a script its shell is run, so it does not matter whether programs can run there.
    case $(head -c 4 "$gw_home/script" | tr -d '\000') in
      "$elf") ;;
      *) return 0 ;;
    esac
    printf '#!/bin/sh\n' >"$gw_home/try" && chmod 0700 "$gw_home/try" &&
      "$gw_home/try" 2>/dev/null && return 0
  fi
  rm -rf "$gw_home"
  gw_home=
  return 1
}
tried=
for place in "${TMPDIR:-/tmp}" /var/tmp /dev/shm "${HOME:-/root}"; do
  tried="$tried $place"
  unpack "$place" && break
done
[ -n "$gw_home" ] || fail "a script of $size bytes can be put and run in none of$tried: disk full"
first=
case $(head -c 2 "$gw_home/script" | tr -d '\000') in
  '#!') IFS= read -r first <"$gw_home/script" || : ;;
esac
if [ -n "$chdir" ]; then
  cd -- "$chdir" 2>/dev/null || fail "there is no directory $chdir to run in"
fi
set -f
if [ -n "$with" ]; then
  # shellcheck disable=SC2086 # Its words are the program and its options.
  set -- $with "$gw_home/script" "$@"
elif [ -n "$first" ]; then
  read -r program option <<END
${first#??}
END
  program=${program%"$(printf '\r')"}
  if [ -n "$option" ]; then
    set -- "$program" "$option" "$gw_home/script" "$@"
  else
    set -- "$program" "$gw_home/script" "$@"
  fi
elif [ "$(head -c 4 "$gw_home/script" | tr -d '\000')" = "$elf" ]; then
  set -- "$gw_home/script" "$@"
else
  set -- /bin/sh "$gw_home/script" "$@"
fi
set +f
command -v "$1" >/dev/null 2>&1 || fail "there is no $1 on this host to run the script"
"$@"
