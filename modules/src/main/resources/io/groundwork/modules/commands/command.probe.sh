# $1 directory to run in, or empty; $2 "creates" and $3 "removes": a path, perhaps with wildcards,
# or empty. Prints which of them are there. $4 what tells by its success that there is nothing to
# do, or empty; $5 the shell for it
unless=$4
if [ -n "$1" ] && ! cd -- "$1" 2>/dev/null; then
  echo 'chdir absent'
  unless=
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
if [ -n "$unless" ]; then
  command -v "$5" >/dev/null 2>&1 || fail "there is no $5 on this host"
  if [ ! -e /dev/fd/0 ]; then
    fail "this host has no /dev/fd, so a shell cannot be given what it is to run"
  fi
  # By a file descriptor: the text may hold secrets, and arguments are seen by all users.
  if "$5" /dev/fd/3 >/dev/null 2>&1 3<<END; then
$unless
END
    echo 'unless succeeded'
  fi
fi
