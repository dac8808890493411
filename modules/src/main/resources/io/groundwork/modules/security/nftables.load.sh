# The payload is the file. $1 family; $2 table; $3 file; $4 the main configuration; $5 seconds after
# which the rules from before come back unless somebody confirms, 0 for never; $6 directory of what
# is kept until then
family=$1
table=$2
file=$3
conf=$4
seconds=$5
keep=$6

stop_timer() {
  systemctl stop groundwork-nftables.timer >/dev/null 2>&1 || :
  if [ -s "$keep/pid" ]; then
    read -r timer <"$keep/pid"
    kill "$timer" 2>/dev/null || :
  fi
}

umask 077
new=$(mktemp) || exit 1
trap 'rm -f "$new"' EXIT
payload >"$new" || exit 1
nft -c -f "$new" || fail "nft does not take these rules; nothing was changed"

stop_timer
rm -rf "$keep"
mkdir -p "$keep" || exit 1
printf 'table %s %s\ndelete table %s %s\n' "$family" "$table" "$family" "$table" >"$keep/table"
nft list table "$family" "$table" >>"$keep/table" 2>/dev/null || :
for one in "$file:file" "$conf:conf"; do
  [ ! -e "${one%:*}" ] || cp -p "${one%:*}" "$keep/${one##*:}" || exit 1
done
cat >"$keep/back.sh" <<END
#!/bin/sh
nft -f '$keep/table'
if [ -e '$keep/file' ]; then cp -p '$keep/file' '$file'; else rm -f '$file'; fi
if [ -e '$keep/conf' ]; then cp -p '$keep/conf' '$conf'; else rm -f '$conf'; fi
: >'$keep/rolled-back'
END

if [ "$seconds" -gt 0 ]; then
  if ! systemd-run --quiet --unit=groundwork-nftables --on-active="$seconds" \
    --timer-property=AccuracySec=1s /bin/sh "$keep/back.sh" 2>/dev/null; then
    (sleep "$seconds" && sh "$keep/back.sh") </dev/null >/dev/null 2>&1 &
    printf '%s\n' "$!" >"$keep/pid"
  fi
fi
nft -f "$new" || {
  stop_timer
  fail "nft did not load these rules; nothing was changed"
}
umask 022
mkdir -p "${file%/*}" || exit 1
(replace_file "$file" 0644 '' '' <"$new") || exit 1
line="include \"${file%/*}/*.nft\""
if [ ! -e "$conf" ]; then
  printf '#!/usr/sbin/nft -f\nflush ruleset\n%s\n' "$line" | (replace_file "$conf" 0755 '' '') || exit 1
elif ! grep -qF "$line" "$conf"; then
  mode=$(stat -c %a "$conf") || exit 1
  {
    cat "$conf"
    [ -z "$(tail -c 1 "$conf")" ] || echo
    printf '%s\n' "$line"
  } | (replace_file "$conf" "$mode" '' '') || exit 1
fi
[ "$seconds" -gt 0 ] || rm -rf "$keep"
