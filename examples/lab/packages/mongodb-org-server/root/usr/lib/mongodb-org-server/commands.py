"""The commands: by name, who may run it, and what it does."""

import os
import socket

import access
import bson
import users
from answers import Failure, not_primary

VERSION = "@VERSION@"


def run(session, database, command):
    name = next(iter(command), "")
    if name not in TABLE:
        raise Failure(59, "CommandNotFound", f"no such command: '{name}'")
    right, action = TABLE[name]
    if not (name == "usersInfo" and users.may_read_users(session, database, command)):
        access.check(session, name, right, database, command)
    writes = right in ("write", "users", "manage") and name != "usersInfo"
    if writes and not session.server.replication.writable():
        raise not_primary()
    return {**action(session, database, command), "ok": 1.0}


def hello(session, _, command):
    answer = {
        "helloOk": True,
        **session.server.replication.hello(),
        "maxBsonObjectSize": 16777216,
        "maxMessageSizeBytes": 48000000,
        "maxWriteBatchSize": 100000,
        "localTime": bson.now(),
        "logicalSessionTimeoutMinutes": 30,
        "minWireVersion": 0,
        "maxWireVersion": 25,
        "readOnly": False,
    }
    if "saslSupportedMechs" in command:
        answer["saslSupportedMechs"] = ["SCRAM-SHA-256"]
    if "hello" not in command:
        answer["ismaster"] = answer["isWritablePrimary"]
    return answer


def nothing(*_):
    return {}


def build_info(*_):
    numbers = [int(part) for part in VERSION.split(".")]
    return {
        "version": VERSION,
        "gitVersion": "stand-in",
        "modules": ["stand-in of Groundwork's lab"],
        "versionArray": numbers + [0],
        "bits": 64,
        "maxBsonObjectSize": 16777216,
        "storageEngines": ["wiredTiger"],
    }


def server_status(session, *_):
    server = session.server
    status = {
        "host": f"{socket.gethostname()}:{server.port}",
        "version": VERSION,
        "process": "mongod",
        "pid": os.getpid(),
        "uptime": server.uptime(),
        "localTime": bson.now(),
        "connections": {"current": len(server.sessions), "available": 51200},
        "security": {"authentication": {"saslSupportedMechsReceived": 0}},
        "storageEngine": {"name": "wiredTiger", "persistent": True},
        "tcmalloc": {"usingPerCPUCaches": _per_cpu_caches()},
        "wiredTiger": {"cache": {"maximum bytes configured": server.cache_bytes()}},
    }
    hello_part = server.replication.hello()
    return {**status, "repl": hello_part} if "setName" in hello_part else status


def _per_cpu_caches():
    return "glibc.pthread.rseq=0" in os.environ.get("GLIBC_TUNABLES", "")


def connection_status(session, *_):
    user = session.user()
    who = [{"user": user["user"], "db": user["db"]}] if user else []
    roles = user["roles"] if user else []
    return {"authInfo": {"authenticatedUsers": who, "authenticatedUserRoles": roles}}


def list_databases(session, _, command):
    user, server = session.user(), session.server
    names = {name.split(".")[0] for name in server.store.collections} | {"admin", "local"}
    if user and not access.allows(user, "monitor", "admin"):
        names = {name for name in names if access.allows(user, "read", name)}
    databases = [{"name": name, "sizeOnDisk": 4096, "empty": False} for name in sorted(names)]
    if command.get("nameOnly"):
        databases = [{"name": database["name"]} for database in databases]
    return {"databases": databases}


def get_parameter(_, __, command):
    values = {
        "featureCompatibilityVersion": {"version": ".".join(VERSION.split(".")[:2])},
        "authenticationMechanisms": ["SCRAM-SHA-256"],
    }
    wanted = values if command["getParameter"] == "*" else command
    found = {name: value for name, value in values.items() if name in wanted}
    if not found:
        raise Failure(72, "InvalidOptions", "no option found to get")
    return found


def cmd_line_opts(session, *_):
    parsed = {}
    for name, value in session.server.options.items():
        *path, last = name.split(".")
        place = parsed
        for part in path:
            place = place.setdefault(part, {})
        place[last] = value
    return {"argv": session.server.argv, "parsed": parsed}


def log_rotate(session, *_):
    session.server.reopen_log()
    return {}


def shutdown(session, *_):
    session.server.end()
    return {}


def _collection(database, name):
    if not isinstance(name, str) or not name:
        raise Failure(73, "InvalidNamespace", "a collection needs a name")
    return f"{database}.{name}"


def _matches(document, wanted):
    if any(str(key).startswith("$") for key in wanted):
        raise Failure(2, "BadValue", "the stand-in compares fields for equality only")
    left, right = bson.to_json(document), bson.to_json(wanted)
    for value in right.values():
        if isinstance(value, dict) and any(str(key)[:1] == "$" and key != "$oid" for key in value):
            raise Failure(2, "BadValue", "the stand-in compares fields for equality only")
    return all(left.get(key) == value for key, value in right.items())


def insert(session, database, command):
    store = session.server.store
    name = _collection(database, command["insert"])
    documents = [{"_id": bson.ObjectId(), **given} for given in command["documents"]]
    store.collections.setdefault(name, []).extend(documents)
    session.server.changed()
    return {"n": len(documents)}


def delete(session, database, command):
    store = session.server.store
    name, removed = _collection(database, command["delete"]), 0
    for step in command["deletes"]:
        kept = []
        for document in store.collections.get(name, []):
            enough = step.get("limit") == 1 and removed
            gone = not enough and _matches(document, step["q"])
            removed += gone
            if not gone:
                kept.append(document)
        store.collections[name] = kept
    session.server.changed()
    return {"n": removed}


def _found(session, name, wanted):
    documents = session.server.store.collections.get(name, [])
    return [document for document in documents if _matches(document, wanted)]


def find(session, database, command):
    name = _collection(database, command["find"])
    found = _found(session, name, command.get("filter", {}))
    first = command.get("skip", 0)
    last = first + abs(command["limit"]) if command.get("limit") else None
    return {"cursor": {"firstBatch": found[first:last], "id": 0, "ns": name}}


def count(session, database, command):
    name = _collection(database, command["count"])
    return {"n": len(_found(session, name, command.get("query", {})))}


def list_collections(session, database, _):
    prefix = database + "."
    names = sorted(name for name in session.server.store.collections if name.startswith(prefix))
    found = [{"name": name[len(prefix) :], "type": "collection"} for name in names]
    return {"cursor": {"firstBatch": found, "id": 0, "ns": prefix + "$cmd.listCollections"}}


def drop_database(session, database, _):
    store = session.server.store
    for name in [name for name in store.collections if name.startswith(database + ".")]:
        del store.collections[name]
    session.server.changed()
    return {"dropped": database}


def replication(name):
    return lambda session, _, command: getattr(session.server.replication, name)(command)


# The right that a command takes: None for everybody, "login" for whoever is logged in.
TABLE = {
    "hello": (None, hello),
    "isMaster": (None, hello),
    "ismaster": (None, hello),
    "ping": (None, nothing),
    "buildInfo": (None, build_info),
    "buildinfo": (None, build_info),
    "connectionStatus": (None, connection_status),
    "saslStart": (None, users.sasl_start),
    "saslContinue": (None, users.sasl_continue),
    "logout": (None, users.logout),
    "endSessions": (None, nothing),
    "listDatabases": ("login", list_databases),
    "serverStatus": ("monitor", server_status),
    "getParameter": ("monitor", get_parameter),
    "getCmdLineOpts": ("monitor", cmd_line_opts),
    "logRotate": ("host", log_rotate),
    "shutdown": ("host", shutdown),
    "createUser": ("users", users.create_user),
    "updateUser": ("users", users.update_user),
    "dropUser": ("users", users.drop_user),
    "grantRolesToUser": ("users", users.grant_roles),
    "revokeRolesFromUser": ("users", users.revoke_roles),
    "usersInfo": ("users", users.users_info),
    "insert": ("write", insert),
    "delete": ("write", delete),
    "find": ("read", find),
    "count": ("read", count),
    "listCollections": ("read", list_collections),
    "dropDatabase": ("manage", drop_database),
    "replSetInitiate": ("cluster", replication("initiate")),
    "replSetReconfig": ("cluster", replication("reconfigure")),
    "replSetStepDown": ("cluster", replication("step_down")),
    "replSetGetStatus": ("monitor", replication("status")),
    "replSetGetConfig": ("monitor", replication("get_config")),
    "replSetHeartbeat": ("internal", replication("heard")),
    "replSetTakeData": ("internal", replication("take_data")),
    "_isSelf": (None, replication("is_self")),
}
