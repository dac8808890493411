# $1 port  $2 socket directory  $3 database  $4 SQL, which may hold secrets
sql "$1" "$2" "$3" <<END >/dev/null
set log_statement to none;
set log_min_duration_statement to -1;
set log_min_error_statement to panic;
$4
END
