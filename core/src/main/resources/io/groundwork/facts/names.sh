# The host's full name. The resolver behind it may hang, so it gets a bound where there is one.
if command -v timeout >/dev/null 2>&1; then
  timeout 5 hostname -f 2>/dev/null || uname -n
else
  hostname -f 2>/dev/null || uname -n
fi
