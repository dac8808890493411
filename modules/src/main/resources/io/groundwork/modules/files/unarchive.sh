# shellcheck shell=sh
# Unpacks an archive, once it is known that nothing of it would come to lie outside the directory.
# $1 directory  $2 the archive on this host, or empty for the payload  $3 tar or zip
# $4 command that unpacks its compression, or empty  $5 owner and $6 group, or empty
# $7 mode as chmod takes it, or empty  $8 what must be there then, or empty
# $9 yes: print the members' names
# then words that choose members
dest=$1
archive=$2
kind=$3
tool=$4
owner=$5
group=$6
mode=$7
creates=$8
print=$9
shift 9
newline='
'

refuse() {
  fail "the archive is refused and nothing was unpacked: $1"
}

stream() {
  ${tool:-cat} ${tool:+-dc} <"$archive"
}

# checked_stream: the same; says on 3 when the archive is broken. Status 141 is no fault of it: tar
# stopped to read.
checked_stream() {
  stream || [ $? -eq 141 ] || printf '\n!broken\n' >&3
}

# contained NAME: whether a member stays in the directory.
contained() {
  case /$1/ in
    //* | */../*) return 1 ;;
  esac
  [ -n "$1" ]
}

# leads_out NAME TARGET: whether a link leads out of the directory, or may do so by way of another.
leads_out() {
  case $2 in
    /* | '') return 0 ;;
  esac
  depth=-1
  rest=$1/
  while [ -n "$rest" ]; do
    part=${rest%%/*}
    rest=${rest#*/}
    case $part in
      '' | .) ;;
      *) depth=$((depth + 1)) ;;
    esac
  done
  below=
  rest=$2/
  while [ -n "$rest" ]; do
    part=${rest%%/*}
    rest=${rest#*/}
    case $part in
      '' | .) ;;
      ..)
        depth=$((depth - 1))
        [ -z "$below" ] && [ "$depth" -ge 0 ] || return 0
        ;;
      *) below=yes ;;
    esac
  done
  return 1
}

# through_link NAME: whether a directory above a member is a link of the same archive.
through_link() {
  above=${1%/}
  while :; do
    case $above in
      */*) above=${above%/*} ;;
      *) return 1 ;;
    esac
    case $newline$links in
      *"$newline$above$newline"*) return 0 ;;
    esac
  done
}

# member TYPE NAME [TARGET]: checks one member and takes it down.
member() {
  contained "$2" || refuse "$2 would lie outside $dest"
  name=${2%/}
  [ "$name" != . ] || return 0
  case $1 in
    link)
      leads_out "$name" "$3" && refuse "the link $name leads out of $dest, to $3"
      links=$links${name#./}$newline
      ;;
    hard)
      contained "$3" || refuse "the link $name leads out of $dest, to $3"
      plain=$plain./$name$newline
      ;;
    *) plain=$plain./$name$newline ;;
  esac
  names=$names./$name$newline
}

# target REST SEPARATOR: splits what a listing says of a link into name and target.
target() {
  name=${1%%"$2"*}
  target=${1#*"$2"}
  case $target in
    *"$2"*) refuse "the name of a link cannot be told from its target: $1" ;;
  esac
}

check_tar() {
  literal=
  case $(tar --version 2>/dev/null) in
    *GNU*) literal=--quoting-style=literal ;;
  esac
  # -P: as the archive has it, also what tar would mend.
  listing=$(
    { checked_stream | tar -tvf - ${literal:+-P "$literal"} --numeric-owner "$@"; } 3>&1
  ) || refuse "it cannot be read"
  case $listing in
    *"$newline!broken"*) refuse "it cannot be read" ;;
  esac
  while read -r type by size day time name; do
    case $type in
      [!-dlh]* | *[!-dlhrwxsStT]* | '')
        refuse "it holds more than files, directories and links: $name"
        ;;
    esac
    # What else a line could be but a member's: a part of a name with a line break.
    case $by in
      *[!0-9A-Za-z_./-]* | *..*) refuse "a name in it holds a line break" ;;
    esac
    case $size$day$time in
      *[!0-9:-]*) refuse "a name in it holds a line break" ;;
    esac
    case $type in
      l*)
        target "$name" ' -> '
        member link "$name" "$target"
        ;;
      h*)
        target "$name" ' link to '
        member hard "$name" "$target"
        ;;
      d*) member directory "$name" ;;
      *)
        # So busybox shows a hard link.
        case $literal$name in
          --quoting*) member file "$name" ;;
          *' -> '*)
            target "$name" ' -> '
            member hard "$name" "$target"
            ;;
          *) member file "$name" ;;
        esac
        ;;
    esac
  done <<END
$listing
END
}

check_zip() {
  listing=$(LC_ALL=C.UTF-8 unzip -Z -s "$archive" "$@") || refuse "it cannot be read"
  while read -r type _ _ size _ _ _ _ name; do
    case $type$size in
      Archive:* | Zip* | [0-9]*) ;; # head and foot of the listing
      [-?d]*[0-9]) member file "$name" ;; # "?": a file, from an archive that does not say so
      l*)
        case $name in
          *[]*?\\[]*) refuse "it holds the link $name, whose target cannot be looked up" ;;
        esac
        target=$(LC_ALL=C.UTF-8 unzip -p "$archive" "$name" | tr -d '\0\n')
        # What the shell cannot hold could hide where the link leads.
        [ "$(printf %s "$target" | wc -c)" -eq "$size" ] ||
          refuse "where the link $name leads cannot be told"
        member link "$name" "$target"
        ;;
      *) refuse "it holds more than files and directories: $name" ;;
    esac
  done <<END
$listing
END
}

# check_ways: refuses members that lie behind a link of the archive.
check_ways() {
  [ -n "$links" ] || return 0
  while read -r name; do
    through_link "${name#./}" && refuse "$name lies behind a link"
  done <<END
$names
END
}

# each COMMAND...: runs it with names from standard input, in the directory.
each() {
  tr '\n' '\0' | (cd "$dest" && xargs -0 "$@") || exit 1
}

[ -d "$dest" ] || fail "directory $dest does not exist"
if [ -z "$archive" ]; then
  stage_file "$dest/archive"
  payload >"$gw_tmp" || fail "cannot write the archive in $dest"
  archive=$gw_tmp
fi
umask 022
names=
plain=
links=
if [ "$kind" = zip ]; then
  check_zip "$@"
  check_ways
  LC_ALL=C.UTF-8 unzip -o -q "$archive" "$@" -d "$dest" >&2
  [ $? -le 1 ] || fail "$dest may hold a part of the archive"
else
  check_tar "$@"
  check_ways
  keep=
  [ -z "$literal" ] || keep=--no-overwrite-dir
  stream | tar -xf - ${keep:+"$keep"} -C "$dest" "$@" ||
    fail "$dest may hold a part of the archive"
fi
if [ -n "$owner$group" ]; then
  printf %s "$names" | each chown -h "$owner${group:+:$group}"
fi
if [ -n "$mode" ]; then
  printf %s "$plain" | each chmod "$mode"
fi
if [ -n "$creates" ] && [ ! -e "$creates" ] && [ ! -L "$creates" ]; then
  fail "the archive is unpacked in $dest, but $creates was not in it"
fi
if [ "$print" = yes ]; then
  printf %s "$names"
fi
