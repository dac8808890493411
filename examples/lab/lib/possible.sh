# Can a lab live on this machine? Nothing is changed to find out.

# Capabilities by bit number, as in /proc/self/status.
has_capability() {
  local effective
  effective=$(sed -n 's/^CapEff:[[:space:]]*//p' /proc/self/status)
  (((0x$effective >> $1) & 1))
}

require_possible() {
  local missing=() number
  [[ $(uname -s) == Linux ]] || refuse "it runs $(uname -s); the lab needs Linux."
  [[ $EUID -eq 0 ]] || refuse "you are not root; the lab mounts file systems and makes a network." "Run it with sudo."
  command -v apt-get >/dev/null || refuse "it is neither Debian nor Ubuntu: there is no apt-get."
  [[ $(dpkg --print-architecture) == amd64 ]] ||
    refuse "its architecture is $(dpkg --print-architecture); the lab's PostgreSQL packages are for amd64."
  for number in 12 18 21; do
    has_capability "$number" ||
      refuse "root lacks the capabilities to mount, to chroot or to set up a network (a container without privileges?)."
  done
  grep -qw overlay /proc/filesystems || modprobe -q overlay 2>/dev/null || refuse "the kernel has no overlay file system."
  [[ -n $(cgroup_roots) ]] || refuse "no writable control group hierarchy is mounted under /sys/fs/cgroup."
  command -v java >/dev/null || missing+=(java)
  command -v jar >/dev/null || missing+=(jar)
  command -v mvn >/dev/null || missing+=(mvn)
  [[ ${#missing[@]} -eq 0 ]] || refuse "${missing[*]} not found." "Install JDK 17 or newer and Maven first."
}

help_possible() {
  cat <<'HELP'
Usage: lab possible

Says whether a lab can live on this machine, without changing anything: exit status 0 and no output if so; 3 and the
reason on stderr if not. Tests ask this before they rely on the lab.

It needs: Linux on amd64, Debian or Ubuntu with apt-get, root (with the capabilities to mount and to set up a network),
the kernel's overlay file system, JDK 17 or newer, Maven. Everything else `lab up` brings itself.
HELP
}

command_possible() {
  [[ $# -eq 0 ]] || usage_error "unexpected argument '$1'"
  require_possible
}
