# ask HOST PORT USER
ask() {
  if ! command -v mongosh >/dev/null 2>&1; then
    printf 'down\nmongosh is not installed\n'
    return
  fi
  export GW_PASSWORD
  gw_said=$(
    GW_USER=$3 mongo "$1" "$2" "$(
      cat <<'END'
const tell = (...lines) => lines.forEach(line => print("gw:" + line));
const admin = db.getSiblingDB("admin");
let open = "no";
try { admin.runCommand({listDatabases: 1}).ok === 1 && (open = "yes"); } catch (e) { open = "no"; }
if (process.env.GW_USER && open === "yes") {
  tell("refused", "it lets anybody in: security.authorization is not in force");
} else {
  try {
    if (process.env.GW_USER) { admin.auth(process.env.GW_USER, process.env.GW_PASSWORD); }
    const hello = admin.runCommand({hello: 1});
    if (admin.runCommand({ping: 1}).ok !== 1) {
      tell("down", "it does not answer ping");
    } else {
      tell("up " + admin.version());
      tell("state " + (hello.setName ? hello.setName + (hello.isWritablePrimary ? " primary" : " member") : "alone"));
    }
  } catch (e) {
    tell("refused", String(e.message).split("\n")[0]);
  }
}
END
    )"
  ) || {
    printf 'down\n%s\n' "$(mongo_first_line "$gw_said")"
    return
  }
  # What the shell itself says, as the value of the last expression, is not ours.
  printf '%s\n' "$gw_said" | sed -n 's/^gw://p'
}
