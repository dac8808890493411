"""Who may do what: roles, users, and the exception for the first one."""

from answers import Failure

# What a role allows in its database.
IN_DATABASE = {
    "read": {"read"},
    "readWrite": {"read", "write"},
    "dbAdmin": {"manage"},
    "userAdmin": {"users"},
    "dbOwner": {"read", "write", "manage", "users"},
}
# Of the admin database only: what a role allows in every database, and on the server as a whole.
EVERYWHERE = {
    "readAnyDatabase": {"read"},
    "readWriteAnyDatabase": {"read", "write"},
    "dbAdminAnyDatabase": {"manage"},
    "userAdminAnyDatabase": {"users"},
    "clusterMonitor": {"monitor"},
    "hostManager": {"host"},
    "clusterManager": {"monitor", "cluster"},
    "clusterAdmin": {"monitor", "cluster", "host"},
    "backup": {"read"},
    "restore": {"write"},
    "root": {"read", "write", "manage", "users", "monitor", "cluster", "host"},
    "__system": {"read", "write", "manage", "users", "monitor", "cluster", "host", "internal"},
}

SYSTEM = {"user": "__system", "db": "local", "roles": [{"role": "__system", "db": "admin"}]}


def known_role(role):
    name, database = role["role"], role["db"]
    return name in IN_DATABASE or (database == "admin" and name in EVERYWHERE)


def allows(user, right, database):
    for role in user["roles"]:
        if role["db"] == "admin" and right in EVERYWHERE.get(role["role"], ()):
            return True
        if role["db"] == database and right in IN_DATABASE.get(role["role"], ()):
            return True
    return False


def check(session, name, right, database, command):
    """Fails unless SESSION may run the command; RIGHT is what it takes."""
    server = session.server
    if right is None or not server.access_control:
        return
    user = session.user()
    if user is None:
        if session.local and not server.store.users and _excepted(name, database, command):
            return
        raise Failure(13, "Unauthorized", f"Command {name} requires authentication")
    if right != "login" and not allows(user, right, database):
        message = f"not authorized on {database} to execute command {name}"
        raise Failure(13, "Unauthorized", message)


def _excepted(name, database, command):
    """The localhost exception: enough to found a replica set and to create its first user."""
    if name in ("replSetInitiate", "replSetReconfig", "replSetGetStatus"):
        return True
    roles = command.get("roles", [])
    return (
        name == "createUser"
        and database == "admin"
        and all(isinstance(role, str) or role.get("db") == "admin" for role in roles)
    )
