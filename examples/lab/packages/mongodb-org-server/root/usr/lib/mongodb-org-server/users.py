"""The commands about users, and logging in."""

import access
import scram
from answers import Failure


def _name(database, user):
    return f"{database}.{user}"


def _user(session, database, user):
    found = session.server.store.users.get(_name(database, user))
    if found is None:
        message = f'Could not find user "{user}" for db "{database}"'
        raise Failure(11, "UserNotFound", message)
    return found


def _roles(given, database):
    roles = []
    for role in given:
        role = {"role": role, "db": database} if isinstance(role, str) else dict(role)
        if set(role) != {"role", "db"}:
            raise Failure(2, "BadValue", "a role has a name and a db")
        if not access.known_role(role):
            raise Failure(31, "RoleNotFound", f"Could not find role: {role['role']}@{role['db']}")
        if role not in roles:
            roles.append(role)
    return roles


def _credentials(command):
    password = command.get("pwd")
    if not isinstance(password, str) or not password:
        raise Failure(2, "BadValue", "User passwords must not be empty")
    return {"SCRAM-SHA-256": scram.credentials(password)}


def _known(command, *more):
    known = {"pwd", "roles", "customData", "mechanisms", "authenticationRestrictions"}
    known |= {"digestPassword", "writeConcern", "comment", "lsid", "$db", *more}
    known |= {key for key in command if key.startswith("$")}
    for key in command:
        if key not in known:
            raise Failure(40415, "IDLUnknownField", f"BSON field '{key}' is an unknown field.")
    for mechanism in command.get("mechanisms", []):
        if mechanism not in ("SCRAM-SHA-256", "SCRAM-SHA-1"):
            raise Failure(2, "BadValue", f"Unknown auth mechanism '{mechanism}'")


def create_user(session, database, command):
    _known(command, "createUser")
    user = command["createUser"]
    users = session.server.store.users
    if "roles" not in command:
        raise Failure(9, "FailedToParse", '"createUser" command requires a "roles" array')
    roles, secret = _roles(command["roles"], database), _credentials(command)
    if _name(database, user) in users:
        raise Failure(51003, "Location51003", f'User "{user}@{database}" already exists')
    users[_name(database, user)] = {
        "_id": _name(database, user),
        "user": user,
        "db": database,
        "credentials": secret,
        "roles": roles,
        **({"customData": command["customData"]} if "customData" in command else {}),
    }
    session.server.changed()
    return {}


def update_user(session, database, command):
    _known(command, "updateUser")
    found = _user(session, database, command["updateUser"])
    if not {"pwd", "roles", "customData"} & set(command):
        message = "Must specify at least one field to update in updateUser"
        raise Failure(2, "BadValue", message)
    changes = {}
    if "roles" in command:
        changes["roles"] = _roles(command["roles"], database)
    if "pwd" in command:
        changes["credentials"] = _credentials(command)
    if "customData" in command:
        changes["customData"] = command["customData"]
    found.update(changes)
    session.server.changed()
    return {}


def drop_user(session, database, command):
    _user(session, database, command["dropUser"])
    del session.server.store.users[_name(database, command["dropUser"])]
    session.server.changed()
    return {}


def grant_roles(session, database, command):
    found = _user(session, database, command["grantRolesToUser"])
    more = _roles(command["roles"], database)
    found["roles"] += [role for role in more if role not in found["roles"]]
    session.server.changed()
    return {}


def revoke_roles(session, database, command):
    found = _user(session, database, command["revokeRolesFromUser"])
    less = _roles(command["roles"], database)
    found["roles"] = [role for role in found["roles"] if role not in less]
    session.server.changed()
    return {}


def users_info(session, database, command):
    wanted = command["usersInfo"]
    users = list(session.server.store.users.values())
    if isinstance(wanted, dict) and wanted.get("forAllDBs"):
        chosen = users
    elif wanted == 1:
        chosen = [user for user in users if user["db"] == database]
    else:
        names = wanted if isinstance(wanted, list) else [wanted]
        pairs = [
            (database, name) if isinstance(name, str) else (name["db"], name["user"])
            for name in names
        ]
        chosen = [user for user in users if (user["db"], user["user"]) in pairs]
    return {"users": [_shown(user, command.get("showCredentials")) for user in chosen]}


def _shown(user, credentials):
    shown = {key: value for key, value in user.items() if key != "credentials"}
    shown["mechanisms"] = list(user["credentials"])
    return {**shown, "credentials": user["credentials"]} if credentials else shown


def may_read_users(session, database, command):
    """A user may always look at itself."""
    user, wanted = session.user(), command["usersInfo"]
    name = wanted if isinstance(wanted, dict) else {"user": wanted, "db": database}
    return user is not None and (name.get("user"), name.get("db")) == (user["user"], user["db"])


def sasl_start(session, database, command):
    if command.get("mechanism") != "SCRAM-SHA-256":
        message = f"the stand-in has no mechanism {command.get('mechanism')!r}"
        raise Failure(334, "MechanismUnavailable", message)
    server = session.server

    def find(name):
        if (database, name) == ("local", "__system"):
            return server.system_credentials
        user = server.store.users.get(_name(database, name))
        return user and user["credentials"]["SCRAM-SHA-256"]

    session.talk = talk = scram.Server(find)
    session.talk_database = database
    return _sasl(session, talk.first, command, False)


def sasl_continue(session, _, command):
    if session.talk is None:
        raise Failure(17, "ProtocolError", "No SASL session state found")
    answer = _sasl(session, session.talk.final, command, True)
    session.login = (session.talk_database, session.talk.user)
    session.talk = None
    return answer


def _sasl(session, step, command, done):
    try:
        payload = step(bytes(command["payload"]))
    except (ValueError, KeyError):
        payload = None
    if payload is None:
        session.server.log("ACCESS", 5286307, "Failed to authenticate", s="I")
        session.talk = None
        raise Failure(18, "AuthenticationFailed", "Authentication failed.")
    return {"conversationId": 1, "done": done, "payload": payload}


def logout(session, _, __):
    session.login = None
    return {}
