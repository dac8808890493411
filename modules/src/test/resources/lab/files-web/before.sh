rm -rf /srv/case
mkdir -p /srv/case
DEBIAN_FRONTEND=noninteractive
export DEBIAN_FRONTEND
command -v curl || { apt-get update -q && apt-get install -q -y curl; }
