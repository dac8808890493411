sed -i '/192\.0\.2\./d' /etc/hosts
printf '192.0.2.8\told-case # kept' >>/etc/hosts
