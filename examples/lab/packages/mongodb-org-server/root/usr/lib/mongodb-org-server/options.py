"""The configuration file and the command line of mongod: what it takes and what it refuses."""

import os
import re
import stat

import yaml


class Refused(Exception):
    def __init__(self, message, status=2):
        super().__init__(message)
        self.status = status


def _one_of(*words):
    def check(value):
        # YAML reads on and off as truth values; mongod does not.
        return str(value) in words

    return check


def _text(value):
    return isinstance(value, (str, int)) and not isinstance(value, bool)


def _flag(value):
    return isinstance(value, bool)


def _number(least, most):
    def check(value):
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        return number and least <= value <= most

    return check


KNOWN = {
    "systemLog.destination": _one_of("file", "syslog"),
    "systemLog.path": _text,
    "systemLog.logAppend": _flag,
    "systemLog.logRotate": _one_of("rename", "reopen"),
    "systemLog.quiet": _flag,
    "systemLog.verbosity": _number(0, 5),
    "systemLog.traceAllExceptions": _flag,
    "systemLog.syslogFacility": _text,
    "systemLog.timeStampFormat": _one_of("iso8601-utc", "iso8601-local"),
    "processManagement.fork": _flag,
    "processManagement.pidFilePath": _text,
    "processManagement.timeZoneInfo": _text,
    "net.port": _number(0, 65535),
    "net.bindIp": _text,
    "net.bindIpAll": _flag,
    "net.ipv6": _flag,
    "net.maxIncomingConnections": _number(5, 1_000_000),
    "net.wireObjectCheck": _flag,
    "net.compression.compressors": _text,
    "net.unixDomainSocket.enabled": _flag,
    "net.unixDomainSocket.pathPrefix": _text,
    "net.unixDomainSocket.filePermissions": _number(0, 0o777),
    "net.tls.mode": _one_of("disabled"),
    "security.authorization": _one_of("enabled", "disabled"),
    "security.keyFile": _text,
    "security.clusterAuthMode": _one_of("keyFile"),
    "security.transitionToAuth": _flag,
    "security.javascriptEnabled": _flag,
    "security.redactClientLogData": _flag,
    "storage.dbPath": _text,
    "storage.directoryPerDB": _flag,
    "storage.engine": _one_of("wiredTiger"),
    "storage.syncPeriodSecs": _number(0, 86400),
    "storage.oplogMinRetentionHours": _number(0, 1_000_000),
    "storage.wiredTiger.engineConfig.cacheSizeGB": _number(0.25, 10000),
    "storage.wiredTiger.engineConfig.directoryForIndexes": _flag,
    "storage.wiredTiger.engineConfig.journalCompressor": _one_of("none", "snappy", "zlib", "zstd"),
    "storage.wiredTiger.engineConfig.zstdCompressionLevel": _number(-7, 22),
    "storage.wiredTiger.collectionConfig.blockCompressor": _one_of(
        "none", "snappy", "zlib", "zstd"
    ),
    "storage.wiredTiger.indexConfig.prefixCompression": _flag,
    "operationProfiling.mode": _one_of("off", "slowOp", "all", "False"),
    "operationProfiling.slowOpThresholdMs": _number(0, 2**31),
    "operationProfiling.slowOpSampleRate": _number(0, 1),
    "operationProfiling.filter": _text,
    "replication.replSetName": _text,
    "replication.oplogSizeMB": _number(1, 2**40),
    "replication.enableMajorityReadConcern": _flag,
    "sharding.clusterRole": _one_of("shardsvr", "configsvr"),
}

# The command line's names for some of them; those alone are followed by no value.
SHORT = {
    "--port": "net.port",
    "--bind_ip": "net.bindIp",
    "--dbpath": "storage.dbPath",
    "--logpath": "systemLog.path",
    "--logappend": "systemLog.logAppend",
    "--keyFile": "security.keyFile",
    "--replSet": "replication.replSetName",
    "--auth": "security.authorization",
    "--bind_ip_all": "net.bindIpAll",
    "--fork": "processManagement.fork",
    "--pidfilepath": "processManagement.pidFilePath",
}
ALONE = {"--auth": "enabled", "--logappend": True, "--bind_ip_all": True, "--fork": True}


def _flatten(mapping, prefix=""):
    for key, value in mapping.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict):
            yield from _flatten(value, name + ".")
        else:
            yield name, value


class _Strict(yaml.SafeLoader):
    """Refuses a key that is given twice."""

    def construct_mapping(self, node, deep=False):
        seen = set()
        for key, _ in node.value:
            if key.value in seen:
                raise Refused(f"Error parsing YAML config file: duplicate key: {key.value}")
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def read_file(path):
    try:
        with open(path, encoding="utf-8") as file:
            mapping = yaml.load(file, _Strict)
    except OSError as problem:
        raise Refused(f"Error opening config file '{path}': {problem.strerror}") from None
    except yaml.YAMLError as problem:
        raise Refused(f"Error parsing YAML config file: {problem}") from None
    if mapping is not None and not isinstance(mapping, dict):
        raise Refused("Error parsing YAML config file: no map at its top level")
    return dict(_flatten(mapping or {}))


def read(arguments):
    """The options by their dotted names; the command line's win."""
    options, words = {}, list(arguments)
    while words:
        word, _, value = words.pop(0).partition("=")
        if word not in ("--config", "-f") and word not in SHORT:
            raise Refused(f"Error parsing command line: unrecognised option '{word}'")
        if word in ALONE:
            options[SHORT[word]] = ALONE[word]
            continue
        if not value and not words:
            raise Refused(f"Error parsing command line: '{word}' needs a value")
        value = value or words.pop(0)
        if word in SHORT:
            options[SHORT[word]] = int(value) if value.isdigit() else value
        else:
            options = {**read_file(value), **options}
    _check(options)
    return options


def _check(options):
    for name, value in options.items():
        if name.startswith(("setParameter.", "systemLog.component.")):
            continue
        if name not in KNOWN:
            raise Refused(f"Unrecognized option: {name}\ntry 'mongod --help' for more information")
        if not KNOWN[name](value):
            raise Refused(f"BadValue: {name} cannot be {value!r}")
    if options.get("systemLog.destination") == "file" and "systemLog.path" not in options:
        raise Refused("BadValue: systemLog.destination file needs systemLog.path")
    reopen = options.get("systemLog.logRotate") == "reopen"
    if reopen and not options.get("systemLog.logAppend"):
        raise Refused("BadValue: logRotate reopen requires logAppend", 1)
    if "net.bindIp" in options and options.get("net.bindIpAll"):
        raise Refused("BadValue: bindIp and bindIpAll exclude each other")


def read_key(path):
    """The secret that the members of a replica set share."""
    try:
        mode = os.stat(path)
        with open(path, encoding="ascii") as file:
            key = re.sub(r"\s", "", file.read())
    except (OSError, UnicodeError) as problem:
        raise Refused(f"Error reading file {path}: {problem}", 1) from None
    if mode.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise Refused(f"permissions on {path} are too open", 1)
    if mode.st_uid not in (os.geteuid(), 0):
        raise Refused(f"{path} belongs to another user", 1)
    if not 6 <= len(key) <= 1024 or not re.fullmatch(r"[A-Za-z0-9+/=]+", key):
        raise Refused(f"security key in {path}: 6 to 1024 base64 characters are needed", 1)
    return key
