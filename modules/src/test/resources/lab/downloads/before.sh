rm -rf /srv/case
mkdir -p /srv/case/unpacked
DEBIAN_FRONTEND=noninteractive
export DEBIAN_FRONTEND
command -v curl || { apt-get update -q && apt-get install -q -y curl unzip; }
command -v unzip || apt-get install -q -y unzip
