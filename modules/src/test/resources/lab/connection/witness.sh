[ "$(cat /root/reached)" = yes ]
rm -f /root/reached
