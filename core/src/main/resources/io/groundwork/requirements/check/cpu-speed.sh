# How fast one core packs, three times, and then each of up to 64 cores at once: lines of "one" and
# "all" with the times of shells (user and system of gzip, which is the processor's time: it does
# not grow with what else runs), or "cut" after four seconds each; then "ticks STOLEN TOTAL"
# twice, before and after. "none TOOL" without a tool. Nothing is written.
for tool in gzip seq timeout awk; do
  if ! command -v "$tool" >/dev/null 2>&1; then
    echo "none $tool is not there"
    exit 0
  fi
done
ticks() {
  awk '$1 == "cpu" {
    for (i = 2; i <= 9; i++) all += $i
    printf "ticks %.0f %.0f\n", $9, all
  }' /proc/stat
}
# NAME: 8,888,896 bytes, the same everywhere.
pack() {
  seq 1 1250000 | {
    if timeout 4 gzip -6 -c >/dev/null; then times; else echo cut; fi
  } | tail -n 1 | sed "s/^/$1 /"
}
ticks
for _ in 1 2 3; do
  said=$(pack one)
  echo "$said"
  # A processor as slow as that is not asked again.
  [ "$said" != 'one cut' ] || break
done
if [ "$said" != 'one cut' ]; then
  cores=$(getconf _NPROCESSORS_ONLN)
  [ "$cores" -le 64 ] || cores=64
  core=0
  while [ "$core" -lt "$cores" ]; do
    core=$((core + 1))
    pack all &
  done
  wait
fi
ticks
