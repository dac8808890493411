userdel -r casey >/dev/null 2>&1 || true
groupdel casegroup >/dev/null 2>&1 || true
groupdel casemore >/dev/null 2>&1 || true
rm -rf /srv/casey
