# $1 path; one that starts with "~/" is in the home directory of the user who asks
path=$1
case $path in
  [~]/*)
    home=$(home_of "$(id -un)") || fail "the user who asks has no home directory"
    path=$home/${path#??}
    ;;
esac
printf 'path %s\n' "$path"
describe_file "$path"
context
show_file "$path"
