# $1 package; $2 install, hold, deinstall or purge
printf '%s %s\n' "$1" "$2" | dpkg --set-selections
