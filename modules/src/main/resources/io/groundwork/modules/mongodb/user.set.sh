# $1 address  $2 port  $3 login, empty for the first user  $4 its password  $5 database  $6 user
# $7 its new password, or empty  $8 create, update or drop  $9 roles as JSON
export GW_LOGIN="$3" GW_LOGIN_PASSWORD="$4" GW_DATABASE="$5" GW_USER="$6" GW_PASSWORD="$7"
export GW_VERB="$8" GW_ROLES="$9"
said=$(
  mongo_primary "$1" "$2" "$(
    cat <<'END'
const env = process.env;
if (env.GW_LOGIN) { db.getSiblingDB("admin").auth(env.GW_LOGIN, env.GW_LOGIN_PASSWORD); }
const target = db.getSiblingDB(env.GW_DATABASE);
const command = {};
command[env.GW_VERB + "User"] = env.GW_USER;
if (env.GW_PASSWORD) { command.pwd = env.GW_PASSWORD; }
if (env.GW_ROLES) { command.roles = JSON.parse(env.GW_ROLES); }
const answer = target.runCommand(command);
print("gw:" + (answer.ok === 1 ? "done" : answer.errmsg));
END
  )"
)
case $said in
  *gw:done*) ;;
  *) fail "$(printf '%s\n' "${said:-mongosh said nothing}" | sed 's/^gw://')" ;;
esac
