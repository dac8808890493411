# The user who runs this.
printf '%s %s %s\n' "$(id -un)" "$(id -u)" "$(id -g)"
