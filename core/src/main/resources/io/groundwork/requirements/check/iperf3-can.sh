# Whether iperf3 is there, or may and can be fetched for a measurement: "yes" or "no".
if command -v iperf3 >/dev/null 2>&1; then
  echo yes
elif [ "$1" = install ] && command -v apt-get >/dev/null 2>&1; then
  echo yes
else
  echo no
fi
