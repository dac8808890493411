# What this lab is: its release, number of hosts and layout, on record from before its first host to after its last.

record_lab() {
  echo "$1 $2 $3" >"$STATE/lab.partial"
  mv "$STATE/lab.partial" "$STATE/lab"
}

# Sets RELEASE, COUNT and LAYOUT; fails quietly if there is no lab.
read_record() {
  [[ -e $STATE/lab ]] && read -r RELEASE COUNT LAYOUT <"$STATE/lab" && LAYOUT=${LAYOUT:-alike}
}

# For the commands that need a lab to work on.
load_lab() {
  [[ $EUID -eq 0 ]] || refuse "you are not root, and the lab's keys are root's." "Run it with sudo."
  require_own_network
  read_record || fail "no lab is up." "'lab up' brings one up."
}

# Fails unless this lab has such a host.
check_host() {
  # A pipe into grep -q would fail now and then: grep ends at the first match, and pipefail minds.
  [[ $'\n'$(hosts_of "$COUNT")$'\n' == *$'\n'"$1"$'\n'* ]] ||
    fail "there is no host '$1' in this lab." "Its hosts: $(hosts_of "$COUNT" | paste -sd ' ')."
}
