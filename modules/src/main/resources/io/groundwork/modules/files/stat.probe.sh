# shellcheck shell=sh
# All that can be told about a path.
# $1 path  $2 yes: what a link points to  $3 command that makes a digest, or empty
follow=
if [ "$2" = yes ]; then
  follow=-L
  [ -e "$1" ] || return 0
else
  [ -e "$1" ] || [ -L "$1" ] || return 0
fi
stat $follow -c 'is %f %u %g %s %i %d %h %X %Y %Z
user %U
group %G' "$1" || fail "cannot look at $1"
if [ -r "$1" ]; then echo readable; fi
if [ -w "$1" ]; then echo writeable; fi
if [ -x "$1" ]; then echo executable; fi
if [ -n "$3" ] && [ -f "$1" ] && [ -r "$1" ]; then
  if [ -n "$follow" ] || [ ! -L "$1" ]; then
    digest=$($3 <"$1") || fail "cannot read $1"
    printf 'digest %s\n' "${digest%% *}"
  fi
fi
if [ -L "$1" ] && [ -z "$follow" ]; then
  # Each is the last of its part, since what a link points to can hold line breaks.
  printf 'link %s\n' "$(readlink "$1")"
  context
  resolve_link "$1"
  readlink -f "$1" || printf '%s\n' "$gw_real"
fi
