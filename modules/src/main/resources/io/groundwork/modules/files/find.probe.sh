# shellcheck shell=sh
# What is below directories. All of it is context: files may come and go at any time.
# $1 the directories, one a line  $2 how deep to look, or empty  $3 how deep to count, or empty
# $4 yes: follow links  $5 regular expression as grep has it, or empty  $6 option for grep, or empty
# $7 yes: checksums of files
# then words for find that choose
directories=$1
deep=$2
counted=$3
follow=-H
[ "$4" != yes ] || follow=-L
# find runs this for many names at once. A name with a line break could pass for another line, so
# such names come as hexadecimal digits.
# shellcheck disable=SC2016 # it is the inner shell that expands these
each='
regex=$1
option=$2
sums=$3
shift 3
format="%f %u %g %s %i %d %h %X %Y %Z/%U/%G"
total=$#
seen=0
while [ "$seen" -lt "$total" ]; do
  name=$1
  shift
  seen=$((seen + 1))
  if [ -n "$regex" ]; then
    if [ ! -f "$name" ] || [ -L "$name" ]; then continue; fi
    grep -qE ${option:+"$option"} -e "$regex" "$name" 2>/dev/null || continue
  fi
  case $name in
    *"
"*)
      known=$(stat -c "$format" "$name" 2>/dev/null) || continue
      printf "hex %s/" "$known"
      printf %s "$name" | od -An -v -tx1 | tr -d " \n"
      echo
      ;;
    *) set -- "$@" "$name" ;;
  esac
  if [ "$sums" = yes ] && [ -f "$name" ] && [ ! -L "$name" ]; then
    sum=$(sha1sum <"$name" 2>/dev/null) || continue
    printf "sum %s " "${sum%% *}"
    printf %s "$name" | od -An -v -tx1 | tr -d " \n"
    echo
  fi
done
[ $# -eq 0 ] || stat -c "is $format%n" "$@" 2>/dev/null
exit 0
'
regex=$5
option=$6
sums=$7
shift 7
context
echo "now $(date +%s)"
while read -r directory; do
  echo directory
  if [ ! -d "$directory" ]; then
    echo missing
    continue
  fi
  printf 'examined '
  find "$follow" "$directory" -mindepth 1 ${counted:+-maxdepth "$counted"} -print0 2>/dev/null |
    tr -cd '\000' | wc -c
  find "$follow" "$directory" -mindepth 1 ${deep:+-maxdepth "$deep"} "$@" \
    -exec sh -c "$each" sh "$regex" "$option" "$sums" {} + 2>/dev/null || echo partly
done <<END
$directories
END
