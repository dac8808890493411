userdel -r caseforce >/dev/null 2>&1 || true
userdel -r casekey >/dev/null 2>&1 || true
systemctl stop 'case-*' 2>/dev/null || true
systemctl unmask case-plain.service 2>/dev/null || true
systemctl --runtime disable case-plain.service 2>/dev/null || true
systemctl disable case-plain.service 2>/dev/null || true
cat >/etc/systemd/system/case-plain.service <<'END'
[Service]
ExecStart=/bin/sleep 1000
[Install]
WantedBy=multi-user.target
END
cat >/etc/systemd/system/case-static.service <<'END'
[Service]
ExecStart=/bin/sleep 1000
END
cat >/etc/systemd/system/case-many@.service <<'END'
[Service]
ExecStart=/bin/sleep 1000
[Install]
WantedBy=multi-user.target
END
systemctl daemon-reload
systemctl start case-plain.service
systemctl --runtime enable case-plain.service
systemctl show -p MainPID --value case-plain.service >/run/casepid
useradd -m caseforce
