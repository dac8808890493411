# $1... words for rabbitmqctl
said=$(rabbitmqctl -q "$@" 2>&1 </dev/null) || fail "$said"
