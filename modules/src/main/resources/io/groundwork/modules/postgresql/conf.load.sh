# Makes a running server use its configuration: by a reload, and by a restart if only that will do.
# $1 path of the file this is about  $2 version  $3 cluster  $4 port  $5 socket directory
# $6 yes: restart it if settings ask for that
loaded() { echo 'select pg_conf_load_time();' | sql "$1" "$2" postgres; }

before=$(loaded "$4" "$5") || fail "the server cannot be asked"
# What counts as loaded is told by the file's time, which a clock that was set may have spoilt.
touch "$1" || fail "cannot touch $1"
echo 'select pg_reload_conf();' | sql "$4" "$5" postgres >/dev/null || exit 1
left=50
until [ "$(loaded "$4" "$5")" != "$before" ]; do
  [ "$left" -gt 0 ] || fail "the server has not read its configuration after 5 s; its log says why"
  left=$((left - 1))
  sleep 0.1
done
[ "$6" = yes ] || exit 0
pending=$(
  echo "select string_agg(name, ', ') from pg_settings where pending_restart;" |
    sql "$4" "$5" postgres
) || exit 1
if [ -n "$pending" ]; then
  said=$(pg_ctlcluster "$2" "$3" restart 2>&1) || fail "$said"
fi
