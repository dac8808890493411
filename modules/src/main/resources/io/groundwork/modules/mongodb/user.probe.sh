# $1 address  $2 port  $3 login  $4 its password  $5 database  $6 user  $7 the password it is to have
if ! command -v mongosh >/dev/null 2>&1; then
  echo absent
  exit 0
fi
export GW_LOGIN="$3" GW_LOGIN_PASSWORD="$4" GW_DATABASE="$5" GW_USER="$6" GW_PASSWORD="$7"
said=$(
  mongo_primary "$1" "$2" "$(
    cat <<'END'
const env = process.env;
const admin = db.getSiblingDB("admin");
const target = db.getSiblingDB(env.GW_DATABASE);
const is = {};
try {
  if (env.GW_LOGIN) { admin.auth(env.GW_LOGIN, env.GW_LOGIN_PASSWORD); }
  is.login = "taken";
} catch (e) {
  is.login = "refused";
  is.why = String(e.message).split("\n")[0];
  // Nobody may do this but the first comer on loopback, and it fails for the role in any case; or
  // already for the replica set that is not founded yet.
  try {
    admin.runCommand({createUser: "groundwork-asks", pwd: "never-made", roles: [{role: "groundwork-asks", db: "admin"}]});
  } catch (none) {
    if (["RoleNotFound", "NotWritablePrimary"].includes(none.codeName)) { is.login = "first"; }
  }
}
if (is.login === "taken") {
  const found = target.runCommand({usersInfo: {user: env.GW_USER, db: env.GW_DATABASE}}).users;
  if (found.length === 1) {
    is.roles = found[0].roles.map(one => one.role + "@" + one.db).sort();
    if (env.GW_PASSWORD) {
      try { target.auth(env.GW_USER, env.GW_PASSWORD); is.password = "right"; } catch (e) { is.password = "wrong"; }
    }
  }
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
