# The language and character set that services start with: "setting FILE NAME=VALUE" for what the
# system's files say; "available" when there is a UTF-8 locale to set.
for file in /etc/locale.conf /etc/default/locale /etc/sysconfig/i18n; do
  [ ! -r "$file" ] || sed -n "s,^\(LANG\|LC_ALL\|LC_CTYPE\)=,setting $file &,p" "$file"
done
if command -v locale >/dev/null 2>&1 && locale -a 2>/dev/null | grep -qi 'utf-\{0,1\}8'; then
  echo available
fi
exit 0
