DEBIAN_FRONTEND=noninteractive
export DEBIAN_FRONTEND
apt-mark unhold postgresql-client-16 >/dev/null 2>&1 || true
apt-get purge -q -y postgresql-client-16 tree sl >/dev/null 2>&1 || true
rm -f /etc/apt/sources.list.d/lab.* /etc/apt/sources.list.d/lab822.* /etc/apt/sources.list.d/other.* /etc/apt/keyrings/lab.*
apt-get update -q
