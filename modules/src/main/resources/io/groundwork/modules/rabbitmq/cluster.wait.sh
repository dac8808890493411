# $1 all nodes, one on a line  $2 seconds
end=$(($(date +%s) + $2))
while :; do
  missing=
  said=$(cluster_nodes)
  running=" $(printf '%s\n' "$said" | sed -n 's/^running //p') "
  for node in $1; do
    case $running in
      *" $node "*) ;;
      *) missing="$missing $node" ;;
    esac
  done
  [ -n "$missing" ] || exit 0
  [ "$(date +%s)" -lt "$end" ] || fail "after $2 s these do not run in the cluster:$missing"
  sleep 1
done
