# The Debian packages the lab needs on the machine itself. All its other tools it runs from the base tree.

install_needs() {
  local missing=()
  command -v systemd-nspawn >/dev/null || missing+=(systemd-container)
  command -v debootstrap >/dev/null || missing+=(debootstrap)
  # On Ubuntu, debootstrap alone does not know Debian's keys.
  [[ -e /usr/share/keyrings/debian-archive-keyring.gpg ]] || missing+=(debian-archive-keyring)
  [[ ${#missing[@]} -gt 0 ]] || return 0

  say "Installing ${missing[*]} on this machine with apt-get."
  local log=$CACHE/log/needs.log
  {
    apt-get -o DPkg::Lock::Timeout=300 update -q &&
      DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -q -y --no-install-recommends "${missing[@]}"
  } >"$log" 2>&1 </dev/null 9>&- ||
    fail "apt-get could not install ${missing[*]}; the reason is at the end of $log." "Install them by hand, then 'lab up' again."
}
