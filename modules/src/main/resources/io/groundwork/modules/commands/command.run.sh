# The payload is the command's standard input if $2 is "yes".
# $1 directory to run in, or empty; $3... the command and its arguments
if [ -n "$1" ]; then
  cd -- "$1" 2>/dev/null || fail "there is no directory $1 to run in"
fi
input=$2
shift 2
# By env, so that only programs are found: no functions, no builtins.
if [ "$input" = yes ]; then
  payload | env "$@"
else
  env "$@"
fi
