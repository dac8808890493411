# $1 user  $2 file of keys; empty for the one in their home directory  $3 yes: where the file is a
# link, what it leads to
if ! id -u "$1" >/dev/null 2>&1; then
  echo no-user
  exit 0
fi
path=$2
home=
if [ -z "$path" ]; then
  home=$(home_of "$1") || fail "user $1 has no home directory"
  path=${home%/}/.ssh/authorized_keys
fi
if [ "$3" = yes ]; then
  resolve_link "$path"
  path=$gw_real
fi
printf 'path %s\n' "$path"
[ -z "$home" ] || [ -d "$home" ] || printf 'no-home %s\n' "$home"
describe_file "$path"
context
show_file "$path"
