# The payload is the new content of the file with the sources.
# $1 that file; $2 its mode; $3 key file, $4 where the key comes from: empty if it is there or not
# needed; $5 "yes" to refresh the package lists of this file; $6 seconds to wait for the lock;
# $7... the only fingerprints that primary keys may have
file=$1
mode=$2
key=$3
url=$4
refresh=$5
lock=$6
shift 6

keep=$(mktemp -d) || exit 1
trap 'rm -rf "$keep"' EXIT

if [ -n "$url" ]; then
  fetch "$url" "$keep/fetched" || fail "the key could not be fetched from $url"
  # What is checked is what is stored: a second key behind the first would be trusted by apt too.
  plain_gpg --dearmor <"$keep/fetched" >"$keep/key" 2>/dev/null || fail "there is no key at $url"
  found=$(key_fingerprints "$keep/key")
  [ -n "$found" ] || fail "there is no key at $url"
  for one in $found; do
    known=
    for wanted; do
      [ "$one" != "$wanted" ] || known=yes
    done
    [ -n "$known" ] || fail "the key from $url has the fingerprint $one, wanted is $*; \
nothing was changed"
  done
fi

put_back() {
  for pair in "file:$file" "key:$key"; do
    path=${pair#*:}
    [ -n "$path" ] || continue
    if [ -e "$keep/old.${pair%%:*}" ]; then
      cp -p "$keep/old.${pair%%:*}" "$path"
    else
      rm -f "$path"
    fi
  done
}
if [ -e "$file" ]; then
  cp -p "$file" "$keep/old.file" || exit 1
fi
if [ -n "$key" ] && [ -e "$key" ]; then
  cp -p "$key" "$keep/old.key" || exit 1
fi

umask 022
mkdir -p "${file%/*}" || exit 1
if [ -n "$url" ]; then
  mkdir -p "${key%/*}" || exit 1
  (replace_file "$key" 0644 '' '' <"$keep/key") || {
    put_back
    exit 1
  }
fi
payload | replace_file "$file" "$mode" '' '' || {
  put_back
  exit 1
}

if [ "$refresh" = yes ]; then
  touch -r /var/lib/apt/lists "$keep/lists"
  (refresh_lists "$lock" -o "Dir::Etc::sourcelist=$file" -o Dir::Etc::sourceparts=- \
    -o APT::Get::List-Cleanup=0) || {
    put_back
    fail "apt cannot use the sources in $file; nothing was kept"
  }
  # Only these lists are new; the others are as old as before.
  touch -r "$keep/lists" /var/lib/apt/lists
fi
