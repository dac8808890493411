# $1 seconds to wait for the lock; $2 how often to try; $3 the longest pause between, in seconds
attempt=1
pause=1
until (refresh_lists "$1"); do
  [ "$attempt" -lt "$2" ] || exit 1
  attempt=$((attempt + 1))
  printf 'trying again in %s s\n' "$pause" >&2
  sleep "$pause"
  pause=$((pause * 2))
  [ "$pause" -le "$3" ] || pause=$3
done
# Where nothing was new apt leaves the time stamp alone, and the lists would still count as old.
touch /var/lib/apt/lists
