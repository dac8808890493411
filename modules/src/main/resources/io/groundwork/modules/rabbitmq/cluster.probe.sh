# $1 the host's node, such as rabbit@mq1
if ! command -v rabbitmqctl >/dev/null 2>&1; then
  echo absent
  exit 0
fi
if said=$(cluster_nodes); then
  echo up
  printf '%s\n' "$said" | grep -E '^(members|running|version) '
  exit 0
fi
# A node that does not run tells what it was part of by its files.
data=/var/lib/rabbitmq/mnesia/$1
if [ -d "$data" ]; then
  echo down
  sed -n 's/^{\[\([^]]*\)\],.*/members \1/p' "$data/cluster_nodes.config" 2>/dev/null | tr -d "'" | tr ',' ' '
else
  echo blank
fi
context
printf '%s\n' "$said" | grep -v '^$' | head -n 1
exit 0
