[ "$(getent hosts case-license | tr -s ' ')" = '192.0.2.7 case-license.example.com case-license' ]
grep -q "^192.0.2.8$(printf '\t')new-case newer-case # kept\$" /etc/hosts
if getent hosts old-case; then exit 1; fi
