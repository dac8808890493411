# The payload is the new content. $1 file with repositories; $2 mode
payload | replace_file "$1" "$2" '' ''
