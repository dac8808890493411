rm -f /etc/apt/sources.list.d/lab.* /etc/apt/sources.list.d/lab822.* /etc/apt/keyrings/lab.* /etc/apt/keyrings/lab822.*
apt-get update -q
