# $1 address  $2 port  $3 login  $4 its password
if ! command -v mongosh >/dev/null 2>&1; then
  echo absent
  exit 0
fi
export GW_LOGIN="$3" GW_LOGIN_PASSWORD="$4"
said=$(
  mongo "$1" "$2" "$(
    cat <<'END'
const env = process.env;
const admin = db.getSiblingDB("admin");
const is = {stage: "member", users: false, set: admin.runCommand({hello: 1}).setName || ""};
const named = e => e.codeName || String(e.message).split("\n")[0];
let status;
const ask = () => { status = admin.runCommand({replSetGetStatus: 1}); };
const told = e => {
  is.stage = {NotYetInitialized: "blank", NoReplicationEnabled: "alone", InvalidReplicaSetConfig: "removed"}[named(e)] || "refused";
  if (is.stage === "refused") { is.why = String(e.message).split("\n")[0]; }
};
// Without users, whoever comes from the host itself may ask; with users nobody may without a login.
try { ask(); } catch (e) {
  if (named(e) === "Unauthorized") {
    is.users = true;
    try {
      if (env.GW_LOGIN) { admin.auth(env.GW_LOGIN, env.GW_LOGIN_PASSWORD); }
      ask();
    } catch (later) { told(later); }
  } else { told(e); }
}
if (status) {
  is.set = status.set;
  is.members = status.members.map(one => ({host: one.name, state: one.stateStr}));
}
print("gw:" + JSON.stringify(is));
END
  )"
)
answer=$(printf '%s\n' "$said" | sed -n 's/^gw://p')
case $answer in
  '{'*) printf '%s\n' "$answer" ;;
  *)
    echo down
    context
    mongo_first_line "$said"
    ;;
esac
