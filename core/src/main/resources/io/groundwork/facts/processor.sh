# One line a logical processor: number, package, core, cores and threads of the package; "-" for
# what is not told. Some architectures tell the cores only in /sys. Last: how many may be used.
[ -r /proc/cpuinfo ] || fail "/proc/cpuinfo cannot be read: no Linux, or /proc is not mounted"
awk -F: '
  function number(text) { gsub(/[ \t]/, "", text); return text }
  function show() {
    if (cpu == "") return
    if (core == "-") {
      topology = "/sys/devices/system/cpu/cpu" cpu "/topology/"
      if ((getline line < (topology "physical_package_id")) > 0) package = line
      if ((getline line < (topology "core_id")) > 0) core = line
      close(topology "physical_package_id")
      close(topology "core_id")
    }
    print "cpu", cpu, package, core, cores, threads
  }
  /^processor[ \t]*:/ {
    show()
    cpu = number($2)
    package = core = cores = threads = "-"
  }
  /^physical id[ \t]*:/ { package = number($2) }
  /^core id[ \t]*:/ { core = number($2) }
  /^cpu cores[ \t]*:/ { cores = number($2) }
  /^siblings[ \t]*:/ { threads = number($2) }
  END { show() }
' /proc/cpuinfo
printf 'usable %s\n' "$(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN 2>/dev/null || echo -)"
