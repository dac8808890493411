# The kind of each memory module as the firmware tells it: "type DDR4". Root only. Until dmidecode
# 3.3 slots without a module have a kind, too, which says nothing.
PATH=$PATH:/usr/sbin:/sbin
[ "$(id -u)" = 0 ] || fail "the firmware's tables are shown to root only: check with become"
command -v dmidecode >/dev/null 2>&1 || fail "there is no dmidecode to read the firmware's tables with"
found=$(dmidecode -q -t 17 2>/dev/null) || fail "the firmware has no tables that dmidecode can read"
printf '%s\n' "$found" | awk '
  /^Memory Device/ { empty = 0 }
  /^[ \t]*Size: No Module Installed/ { empty = 1 }
  /^[ \t]*Type: / && !empty { sub(/^[ \t]*Type: /, ""); print "type", $0 }'
