# The payload is the command's standard input if $2 is "yes".
# $1 directory to run in, or empty; $3 the shell; $4 what it is to run
if [ -n "$1" ]; then
  cd -- "$1" 2>/dev/null || fail "there is no directory $1 to run in"
fi
command -v "$3" >/dev/null 2>&1 || fail "there is no $3 on this host"
if [ ! -e /dev/fd/0 ]; then
  fail "this host has no /dev/fd, so a shell cannot be given its script"
fi
# By a file descriptor, not by -c: the text may hold secrets, and arguments are seen by all users.
if [ "$2" = yes ]; then
  payload | "$3" /dev/fd/3 3<<END
$4
END
else
  "$3" /dev/fd/3 3<<END
$4
END
fi
