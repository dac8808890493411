# $1 file with the value in use; $2 value
printf '%s\n' "$2" >"$1"
