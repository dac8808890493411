# $1 user; $2 "yes" to remove home directory and mail too
if [ "$2" = yes ]; then
  userdel -r "$1"
else
  userdel "$1"
fi
