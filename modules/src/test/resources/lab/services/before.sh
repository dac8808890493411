systemctl stop case.service >/dev/null 2>&1 || true
systemctl disable case.service other.service >/dev/null 2>&1 || true
rm -f /etc/systemd/system/case.service /etc/systemd/system/other.service /run/case.restarts
systemctl daemon-reload
printf '[Service]\nExecStart=/bin/sleep infinity\n[Install]\nWantedBy=multi-user.target\n' >/etc/systemd/system/other.service
systemctl daemon-reload
