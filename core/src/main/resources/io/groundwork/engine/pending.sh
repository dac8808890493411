# shellcheck shell=sh
# Prints the notes of pending handlers: for each its name, then its lines, each after a blank.
if [ -w /var/lib ]; then
  folder=/var/lib/groundwork/pending
else
  folder=${XDG_STATE_HOME:-${HOME:-/nonexistent}/.local/state}/groundwork/pending
fi
for file in "$folder"/*; do
  [ -f "$file" ] || continue
  printf '%s\n' "${file##*/}"
  while IFS= read -r line || [ -n "$line" ]; do
    printf ' %s\n' "$line"
  done <"$file"
done
