# $1 address  $2 port  $3 login  $4 its password  $5 found or add  $6 the set's name
# $7 all members as JSON, the founder first  $8 those to add, one on a line  $9 seconds
export GW_LOGIN="$3" GW_LOGIN_PASSWORD="$4" GW_VERB="$5" GW_NAME="$6" GW_MEMBERS="$7" GW_SECONDS="$9"

# Before anything is done: every newcomer is there, and has neither a set nor users of its own.
for place in $8; do
  said=$(
    mongo "${place%:*}" "${place##*:}" "$(
      cat <<'END'
const hello = db.hello();
let why = hello.setName ? "it belongs to " + hello.setName + " already"
    : hello.isreplicaset ? "" : "it runs without replication.replSetName";
if (!why && process.env.GW_LOGIN) {
  try {
    db.getSiblingDB("admin").auth(process.env.GW_LOGIN, process.env.GW_LOGIN_PASSWORD);
    why = "it has users, and so data, of its own";
  } catch (e) { why = ""; }
}
print("gw:" + (why || "free"));
END
    )"
  )
  case $said in
    *gw:free*) ;;
    *gw:*) fail "$place cannot be taken into $GW_NAME: $(printf '%s\n' "$said" | sed -n 's/^gw://p')" ;;
    *) fail "$place cannot be taken into $GW_NAME: $(mongo_first_line "$said")" ;;
  esac
done

form=$(
  cat <<'END'
const env = process.env;
const admin = db.getSiblingDB("admin");
const wanted = JSON.parse(env.GW_MEMBERS);
const end = Date.now() + 1000 * Number(env.GW_SECONDS);
const found = env.GW_VERB === "found";
const first = e => String(e.message).split("\n")[0];
const healthy = member => [1, 2, 7].includes(member.state);
let config = {_id: env.GW_NAME, version: 1, members: [{_id: 0, host: wanted[0]}]};

// Tries until it succeeds: elections take seconds, and a change waits for the one before it.
const until = (what, attempt) => {
  let why = "";
  do {
    try {
      why = attempt();
      if (!why) { return; }
    } catch (e) {
      if (e.codeName === "Unauthorized") { throw e; }
      why = first(e);
    }
    sleep(300);
  } while (Date.now() < end);
  throw new Error(what + " has not come about in " + env.GW_SECONDS + " s: " + why);
};
const status = () => admin.runCommand({replSetGetStatus: 1});

const join = host => {
  until("the addition of " + host, () => {
    const now = status();
    if (now.members.some(member => member.name === host)) { return ""; }
    if (!found) { config = admin.runCommand({replSetGetConfig: 1}).config; }
    config.version = Math.max(config.version, ...now.members.map(member => member.configVersion)) + 1;
    const members = config.members.filter(member => member.host !== host);
    const number = Math.max(...members.map(member => member._id)) + 1;
    config.members = [...members, {_id: number, host: host}];
    delete config.term;
    admin.runCommand({replSetReconfig: config});
    return "";
  });
  until("that " + host + " serves", () => {
    const member = status().members.find(one => one.name === host);
    return healthy(member) ? "" : "it is " + member.stateStr;
  });
};

try {
  // With users there is no way without a login; without users there is none with one.
  if (env.GW_LOGIN) { try { admin.auth(env.GW_LOGIN, env.GW_LOGIN_PASSWORD); } catch (e) { if (!found) { throw e; } } }
  if (found) {
    admin.runCommand({replSetInitiate: config});
    until("a primary", () => status().myState === 1 ? "" : "none is elected");
  }
  wanted.forEach(join);
  print("gw:done");
} catch (e) {
  print("gw:" + first(e));
}
END
)
case $GW_VERB in
  found) said=$(mongo "$1" "$2" "$form") ;;
  *) said=$(mongo_primary "$1" "$2" "$form") ;;
esac
case $said in
  *gw:done*) ;;
  *) fail "$(printf '%s\n' "${said:-mongosh said nothing}" | sed -n 's/^gw://p;t;p' | head -n 3)" ;;
esac
