rm -f /root/reached
