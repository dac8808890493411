"""What a replica set's configuration must be, and finding oneself in it."""

import ipaddress

import wire
from answers import Failure

SET_KEYS = {"_id", "version", "term", "members", "settings", "protocolVersion", "replicaSetId"}
SET_KEYS |= {"writeConcernMajorityJournalDefault", "configsvr"}
MEMBER_KEYS = {"_id", "host", "arbiterOnly", "buildIndexes", "hidden", "priority", "tags"}
MEMBER_KEYS |= {"secondaryDelaySecs", "votes", "horizons"}


def _invalid(message):
    return Failure(93, "InvalidReplicaSetConfig", message)


def address(host):
    name, _, port = host.rpartition(":")
    if not name or not port.isdigit():
        raise _invalid(f"'{host}' is not host:port")
    return name.strip("[]"), int(port)


def _is_loopback(host):
    name = address(host)[0]
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"


def check(given, name, default_host):
    """The configuration with what it left out."""
    config = {"version": 1, "members": [{"_id": 0, "host": default_host}], **given}
    config.setdefault("_id", name)
    if config["_id"] != name:
        raise _invalid(
            "Rejecting initiate with a set name that differs from command line set name, initiate "
            f"set name: {config['_id']}, command line set name: {name}"
        )
    unknown = set(config) - SET_KEYS
    members = [_member(member) for member in config["members"]]
    for member in members:
        unknown |= set(member) - MEMBER_KEYS
    if unknown:
        message = f"BSON field '{sorted(unknown)[0]}' is an unknown field."
        raise Failure(40415, "IDLUnknownField", message)
    if not 1 <= len(members) <= 50:
        raise _invalid("a set has 1 to 50 members")
    for key in ("_id", "host"):
        if len({member[key] for member in members}) != len(members):
            raise _invalid(f"two members have the same {key}")
    if len({_is_loopback(member["host"]) for member in members}) == 2:
        raise _invalid(
            "Either all host names in a replica set configuration must be localhost references, "
            "or none must be"
        )
    return {**config, "members": members}


def _member(member):
    if "_id" not in member or "host" not in member:
        raise _invalid("a member has an _id and a host")
    host = member["host"] if ":" in member["host"] else member["host"] + ":27017"
    return {**member, "host": host}


def find_self(config, ask):
    """The member that is the asking server itself."""
    for member in config["members"]:
        try:
            answer = ask(member, {"_isSelf": 1})
        except (OSError, ValueError, wire.CommandFailed):
            continue
        if answer["id"] == ask.__self__.identity:
            return member
    raise _invalid(
        f"No host described in new configuration for replica set {config['_id']} maps to this node"
    )


def check_newcomer(member, ask, name):
    """Fails unless MEMBER answers, trusts us, and has neither a set nor data of its own."""
    try:
        answer = ask(member, {"replSetHeartbeat": name, "to": member["_id"]})
    except (OSError, ValueError, wire.CommandFailed) as problem:
        raise Failure(
            74,
            "NodeNotFound",
            "replSetInitiate quorum check failed because not all proposed set members responded "
            f"affirmatively: {member['host']} failed with {problem}",
        ) from None
    if answer["initialised"] or answer["sequence"]:
        message = f"'{member['host']}' has data already, cannot initiate set."
        raise Failure(110, "CannotInitializeNodeWithData", message)
