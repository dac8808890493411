# The first processor as the kernel describes it, "model TEXT" and "flags WORD …" where it has them,
# and how all of them spent their time since the start: "stat USER NICE SYSTEM IDLE …".
[ -r /proc/cpuinfo ] || fail "/proc/cpuinfo cannot be read: no Linux, or /proc is not mounted"
sed -n -e 's/^model name[[:space:]]*: */model /p' \
  -e 's/^flags[[:space:]]*: */flags /p' \
  -e 's/^Features[[:space:]]*: */features /p' \
  -e '/^$/q' /proc/cpuinfo
[ ! -r /proc/stat ] || sed -n 's/^cpu  */stat /p' /proc/stat
