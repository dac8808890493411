grep -q '^URIs: http://198.18.0.1:8099/postgresql' /etc/apt/sources.list.d/lab822.sources
apt-get update -q 2>&1 | grep -v '^W:' | grep -q 198.18.0.1
rm -f /etc/apt/sources.list.d/lab822.sources.bak
