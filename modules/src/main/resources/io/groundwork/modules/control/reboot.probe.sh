# Prints the id of the present boot.
cat /proc/sys/kernel/random/boot_id
