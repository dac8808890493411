# $1 definitions as JSON, which hold hashes of passwords
said=$(printf '%s\n' "$1" | rabbitmqctl -q import_definitions 2>&1) || fail "$said"
