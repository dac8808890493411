# shellcheck shell=sh
# Looks at once at all that path.probe.sh is going to be asked about in a batch: one stat and one
# digest for each path are most of what a batch costs a host. The probe whose number is in gw_at
# finds the words of stat in gw_seen_<number> and the digest in gw_digest_<number>. What is not
# plain is left to the probe.
# $1... the values of path.probe.sh, eleven for each path

# give PREFIX PATTERN NUMBER...: gives each line of gw_lines to the next path that it is about.
give() {
  gw_prefix=$1
  gw_pattern=$2
  shift 2
  gw_ifs=$IFS
  IFS=$gw_newline
  set -f
  for gw_line in $gw_lines; do
    while [ "$#" -gt 0 ]; do
      gw_number=$1
      shift
      gw_path=
      eval "gw_path=\$gw_path_$gw_number"
      case $gw_pattern:$gw_line in
        first:"$gw_path "* | last:*"  $gw_path")
          eval "${gw_prefix}_$gw_number=\$gw_line"
          break
          ;;
      esac
    done
  done
  set +f
  IFS=$gw_ifs
}

gw_number=0
gw_paths=
gw_numbers=
gw_files=
gw_digested=
gw_tool=
while [ "$#" -ge 11 ]; do
  gw_number=$((gw_number + 1))
  case $1 in
    *[!A-Za-z0-9_./:@+,=-]* | [!/]* | '') ;;
    *)
      if [ -e "$1" ] && [ ! -L "$1" ]; then
        eval "gw_path_$gw_number=\$1"
        gw_paths="$gw_paths $1"
        gw_numbers="$gw_numbers $gw_number"
        case $4 in
          '' | *[!a-z0-9]*) ;;
          *)
            gw_tool=${gw_tool:-$4}
            if [ "$4" = "$gw_tool" ] && [ -f "$1" ]; then
              gw_files="$gw_files $1"
              gw_digested="$gw_digested $gw_number"
            fi
            ;;
        esac
      fi
      ;;
  esac
  shift 11
done
# shellcheck disable=SC2086 # Only plain paths are in the lists.
if [ -n "$gw_paths" ]; then
  gw_lines=$(stat -c '%n %f %u %g %s %U %G' $gw_paths)
  give gw_seen first $gw_numbers
fi
# shellcheck disable=SC2086
if [ -n "$gw_files" ]; then
  gw_lines=$("$gw_tool" $gw_files)
  give gw_digest last $gw_digested
fi
