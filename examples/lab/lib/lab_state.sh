# What is up, as the commands after `lab up` need to know it.

lab_is_up() { [[ -e $STATE/release && -e /sys/class/net/$BRIDGE ]]; }

load_lab() {
  lab_is_up || fail "no lab is up." "'lab up' brings one up."
  RELEASE=$(<"$STATE/release")
}

count_hosts() { present_hosts | wc -l; }
