userdel -r casekeys >/dev/null 2>&1 || true
rm -f /etc/security/limits.d/90-case.conf /etc/casekeys_known
mkdir -p /etc/security/limits.d
