# $1 path  $2 size in bytes
directory=${1%/*}/
if [ ! -d "$directory" ]; then
  mkdir -p "${directory%/*/}/" && mkdir -m 0700 "${directory%/}" || exit 1
fi
stage_text "$1" "$2" 0644 no
place_file "$gw_real"
