systemctl daemon-reexec
