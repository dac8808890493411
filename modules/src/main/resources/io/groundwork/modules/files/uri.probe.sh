# shellcheck shell=sh
# Whether a request is called for, and what could make it.
# $1 what must not be there, or empty  $2 what must be there, or empty
if [ -n "$1" ] && { [ -e "$1" ] || [ -L "$1" ]; }; then
  echo created
fi
if [ -n "$2" ] && [ ! -e "$2" ] && [ ! -L "$2" ]; then
  echo removed
fi
context
if command -v curl >/dev/null 2>&1; then
  echo curl
fi
case $(wget --version 2>/dev/null) in
  *GNU*) echo wget ;;
esac
