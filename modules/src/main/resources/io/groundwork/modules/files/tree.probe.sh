# What is at many paths: for each what path.probe.sh prints, every line behind the path's number.
# $1 owner and $2 group to look up, or empty
# then in fours: path, name to look for if it is a directory, yes to follow a link, and the digest
# for which no content has to be sent, or - for a directory
owner=$1
group=$2
shift 2
number=0
context=
newline='
'
while [ $# -gt 3 ]; do
  command=sha256sum
  [ "$4" != - ] || command=
  split=$(
    context() { printf '%s\n' "$split"; }
    split=$(od -An -v -N16 -tx1 /dev/urandom | tr -d ' \n')
    printf '%s\n' "$split"
    look "$1" "$2" "$3" "$command" "$4" 104448 "$owner" "$group" '' no ''
  ) || exit 1
  mark=${split%%"$newline"*}
  state=${split#*"$newline"}
  context=$context$(printf '%s\n' "${state#*"$mark"}" | sed -n "s/^./$number &/p")$newline
  printf '%s\n' "${state%%"$newline$mark"*}" | sed -n "s/^./$number &/p"
  number=$((number + 1))
  shift 4
done
gw_more=$context
context
printf '%s' "$gw_more"
