# $1 "port" or "path"; $2 host or path; $3 port and $4 seconds for a connection, for "port".
# It is no state that a plan relies on: what is waited for may come at any moment.
context
if there "$@"; then echo there; else echo absent; fi
