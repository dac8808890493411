# shellcheck shell=sh
# Gives all below a directory, and itself, the wanted attributes.
# $1 path  $2 owner and $3 group, or empty
# then triples: type as find knows it, present mode, the clauses that make it the wanted one
if [ -n "$2$3" ]; then
  find "$1/." -exec chown -h "$2${3:+:$3}" {} + || exit 1
fi
top=$1
shift 3
while [ $# -gt 2 ]; do
  find "$top/." -type "$1" -perm "$2" -exec chmod "$3" {} + || exit 1
  shift 3
done
