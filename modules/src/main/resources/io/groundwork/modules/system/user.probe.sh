# $1 directory of passwd, group and shadow; $2 user; $3 wanted primary group, or empty; $4 wanted
# uid, or empty; $5 wanted home directory, or empty; $6 "yes" if what shadow has matters; $7 wanted
# password hash, or empty; $8 file of a wanted SSH key, or empty; $9... wanted groups.
# The shell itself reads the files: most hosts have all users and groups there, and it costs little.
etc=$1
name=$2
primary=$3
uid=$4
home=$5
passwords=$6
hash=$7
key=$8
shift 8

# in_database NAME KEY: a user or group that the host knows in other ways than by the files.
in_database() {
  [ "$etc" = /etc ] || return 1
  command -v getent >/dev/null 2>&1 || return 1
  getent "$1" "$2"
}

found=
owner=
while IFS=: read -r one password_field one_uid one_gid one_comment one_home one_shell; do
  if [ "$one" = "$name" ]; then
    found="$one:$password_field:$one_uid:$one_gid:$one_comment:$one_home:$one_shell"
  elif [ "$one_uid" = "$uid" ]; then
    owner=$one
  fi
done <"$etc/passwd"
[ -n "$found" ] || found=$(in_database passwd "$name")

missing=' '
for one; do
  missing="$missing$one "
done
wanted_gid=
primary_name=
namesake=
groups=
user_gid=
if [ -n "$found" ]; then
  IFS=: read -r _ _ user_uid user_gid user_comment user_home user_shell <<END
$found
END
fi
while IFS=: read -r one _ one_gid members; do
  if [ "$one" = "$primary" ] || [ "$one_gid" = "$primary" ]; then
    wanted_gid=$one_gid
  fi
  [ "$one" != "$name" ] || namesake=yes
  if [ -n "$user_gid" ] && [ "$one_gid" = "$user_gid" ]; then
    primary_name=$one
  else
    case ",$members," in
      *",$name,"*) groups="$groups,$one" ;;
    esac
  fi
  case $missing in
    *" $one "*) missing="${missing%% "$one" *} ${missing#* "$one" }" ;;
  esac
done <"$etc/group"
if [ -n "$primary" ] && [ -z "$wanted_gid" ]; then
  known=$(in_database group "$primary") && {
    known=${known#*:*:}
    wanted_gid=${known%%:*}
  }
fi

if [ -z "$found" ]; then
  echo absent
  printf 'namesake %s\n' "${namesake:-no}"
else
  printf 'uid %s\ngid %s\ncomment %s\nhome %s\nshell %s\n' "$user_uid" "$user_gid" "$user_comment" \
    "$user_home" "$user_shell"
  printf 'group %s\ngroups %s\n' "$primary_name" "${groups#,}"
  if [ -d "${home:-$user_home}" ]; then echo 'homedir yes'; else echo 'homedir no'; fi
  if [ -n "$key" ]; then
    case $key in
      /*) ;;
      *) key=${home:-$user_home}/$key ;;
    esac
    printf 'keyfile %s\n' "$key"
    if [ -e "$key" ]; then
      echo 'key yes'
      public=
      [ ! -r "$key.pub" ] || IFS= read -r public <"$key.pub" || :
      printf 'public %s\n' "$public"
      printf 'fingerprint %s\n' "$(ssh-keygen -l -f "$key" </dev/null 2>/dev/null)"
    fi
  fi
  if [ "$passwords" = yes ]; then
    [ -r "$etc/shadow" ] || fail "the passwords can be read by root only; give become: true"
    stored=
    while IFS=: read -r one stored_field _ one_least one_most _ _ one_end _; do
      [ "$one" = "$name" ] || continue
      stored=$stored_field
      printf 'least %s\nmost %s\nend %s\n' "$one_least" "$one_most" "$one_end"
    done <"$etc/shadow"
    # The hash itself never leaves the host.
    if [ "${stored#!}" = "${hash#!}" ]; then echo 'password same'; else echo 'password other'; fi
    case $stored in
      !*) echo 'locked yes' ;;
      *) echo 'locked no' ;;
    esac
  fi
fi
[ -z "$wanted_gid" ] || printf 'wanted %s\n' "$wanted_gid"
[ -z "$owner" ] || printf 'owner %s\n' "$owner"
if [ -n "$primary" ] && [ -z "$wanted_gid" ]; then
  printf 'missing %s\n' "$primary"
fi
for one in $missing; do
  printf 'missing %s\n' "$one"
done
