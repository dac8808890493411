[ "$(cat /root/reached)" = yes ]
