# Makes a private apt in a new directory, and prints its name and the architecture of packages.
# $1... repositories that are added later: the host's own sources may not name them too
command -v apt-get >/dev/null 2>&1 || fail 'there is no apt-get here'
find /var/tmp -maxdepth 1 -type d -name 'groundwork-bundle.*' -user "$(id -u)" -mmin +720 \
  -exec rm -rf {} +
root=$(mktemp -d /var/tmp/groundwork-bundle.XXXXXX) || exit 1
mkdir -p "$root/lists/partial" "$root/archives/partial" "$root/parts" "$root/sources" \
  "$root/keys" "$root/none" "$root/files" || exit 1
: >"$root/status"

for one in /etc/apt/apt.conf.d/*; do
  case $one in
    *groundwork-bundle*) ;;
    *) [ ! -f "$one" ] || cp "$one" "$root/parts/" ;;
  esac
done
[ ! -f /etc/apt/apt.conf ] || cp /etc/apt/apt.conf "$root/parts/00main"

for one in /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources; do
  [ -f "$one" ] || continue
  ours=
  for uri; do
    ! grep -qF "$uri" "$one" || ours=yes
  done
  [ -n "$ours" ] || cp "$one" "$root/sources/"
done

cat >"$root/parts/zz-groundwork" <<END
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
#clear DPkg::Pre-Install-Pkgs;
Dir::State::status "$root/status";
Dir::State::lists "$root/lists";
Dir::State::extended_states "$root/extended_states";
Dir::Cache "$root";
Dir::Cache::archives "$root/archives";
Dir::Log "$root";
Dir::Etc::main "/dev/null";
Dir::Etc::sourcelist "/dev/null";
Dir::Etc::sourceparts "$root/sources";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "$root/none";
APT::Sandbox::User "root";
APT::Install-Recommends "false";
Acquire::Languages "none";
Acquire::Retries "3";
END
printf 'Dir::Etc::parts "%s/parts";\n' "$root" >"$root/apt.conf"
printf '%s\n%s\n' "$root" "$(dpkg --print-architecture)"
