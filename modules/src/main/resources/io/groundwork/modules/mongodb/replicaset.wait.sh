# $1 address  $2 port  $3 login  $4 its password  $5 members, one on a line  $6 seconds
export GW_LOGIN="$3" GW_LOGIN_PASSWORD="$4" GW_MEMBERS="$5" GW_SECONDS="$6"
said=$(
  mongo "$1" "$2" "$(
    cat <<'END'
const env = process.env;
const admin = db.getSiblingDB("admin");
const wanted = env.GW_MEMBERS.split("\n").filter(host => host);
const end = Date.now() + 1000 * Number(env.GW_SECONDS);
const missing = () => {
  const {members} = admin.runCommand({replSetGetStatus: 1});
  const ill = wanted.flatMap(host => {
    const member = members.find(one => one.name === host);
    return !member ? [host + " is not in the set"]
        : [1, 2, 7].includes(member.state) ? [] : [host + " is " + member.stateStr];
  });
  return members.some(one => one.state === 1) ? ill.join(", ") : "there is no primary";
};
try {
  if (env.GW_LOGIN) { try { admin.auth(env.GW_LOGIN, env.GW_LOGIN_PASSWORD); } catch (e) { missing(); } }
  let why = missing();
  while (why && Date.now() < end) { sleep(300); why = missing(); }
  print("gw:" + (why ? why + ", after " + env.GW_SECONDS + " s" : "done"));
} catch (e) {
  print("gw:" + String(e.message).split("\n")[0]);
}
END
  )"
)
case $said in
  *gw:done*) ;;
  *) fail "$(printf '%s\n' "${said:-mongosh said nothing}" | sed 's/^gw://')" ;;
esac
