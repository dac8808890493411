# $1 directory to run in, or empty; $2 "creates" and $3 "removes": a path, perhaps with wildcards,
# or empty. Prints which of them are there.
if [ -n "$1" ] && ! cd -- "$1" 2>/dev/null; then
  echo 'chdir absent'
fi

# there PATTERN: whether anything matches it.
there() {
  # Without field separators a blank in the pattern stays; wildcards are to be expanded.
  IFS=
  # shellcheck disable=SC2086
  set -- $1
  [ -e "$1" ] || [ -L "$1" ]
}
if [ -n "$2" ] && (there "$2"); then
  echo 'creates present'
fi
if [ -n "$3" ] && ! (there "$3"); then
  echo 'removes absent'
fi
