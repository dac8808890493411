"""The client: `clickhouse-client`."""

import os
import socket
import struct
import sys

import native
import settings
from settings import Fault

PLACES = ("./clickhouse-client.xml", "~/.clickhouse-client/config.xml")
PLACES += ("/etc/clickhouse-client/config.xml",)
VALUES = {
    "--host": "host",
    "-h": "host",
    "--port": "port",
    "--user": "user",
    "-u": "user",
    "--password": "password",
    "--database": "database",
    "-d": "database",
    "--query": "query",
    "-q": "query",
    "--config-file": "config",
    "-C": "config",
    "--format": "format",
    "--connect_timeout": "timeout",
}
ALONE = {"--multiquery", "-n", "--multiline", "-m", "--echo"}


def read_arguments(words):
    given, words = {"query": []}, list(words)
    while words:
        word, glue, value = words.pop(0).partition("=")
        if word in ALONE:
            continue
        if word not in VALUES:
            raise Fault(552, "UNRECOGNIZED_ARGUMENTS", f"Unrecognized option '{word}'")
        if not glue and not words:
            raise Fault(36, "BAD_ARGUMENTS", f"{word} needs a value")
        value = value if glue else words.pop(0)
        if VALUES[word] == "query":
            given["query"].append(value)
        else:
            given[VALUES[word]] = value
    return given


def completed(given):
    """What was not given, from the environment and a file; the command line wins."""
    places = [given["config"]] if "config" in given else map(os.path.expanduser, PLACES)
    file = next((place for place in places if os.path.exists(place)), None)
    if "config" in given and file is None:
        raise Fault(107, "FILE_DOESNT_EXIST", f"{given['config']} does not exist")
    root = settings.parse(file) if file else None
    defaults = {"host": "localhost", "port": "9000", "user": "default", "password": ""}
    whole = {"database": "", "format": "TabSeparated", "timeout": "10"} | defaults
    for name in defaults | {"database": ""}:
        from_file = settings.text(root, name) if root is not None else ""
        from_environment = os.environ.get("CLICKHOUSE_" + name.upper(), "")
        if from_file or from_environment:
            whole[name] = from_environment or from_file
    return whole | given


class Connection:
    def __init__(self, options):
        self.place = f"{options['host']}:{options['port']}"
        try:
            address = (options["host"], int(options["port"]))
            connection = socket.create_connection(address, float(options["timeout"]))
        except OSError as problem:
            text = f"{problem.strerror or problem} ({self.place})"
            raise Fault(210, "NETWORK_ERROR", text) from None
        self.stream = native.Stream(connection)
        major, minor = (int(part) for part in settings.VERSION.split(".")[:2])
        login = (options["database"], options["user"], options["password"])
        self.stream.send(native.HELLO, "ClickHouse client", major, minor, native.REVISION, *login)
        self._expect(native.SAYS_HELLO)
        self.stream.text()
        for _ in range(3):
            self.stream.number()

    def _expect(self, *kinds):
        kind = self.stream.number()
        if kind == native.SAYS_EXCEPTION:
            fault = self.stream.fault()
            text = f"Received from {self.place}. {fault}"
            raise Fault(fault.code, "RECEIVED", text)
        if kind not in kinds:
            raise Fault(102, "UNEXPECTED_PACKET_FROM_SERVER", f"a packet of kind {kind}")
        return kind

    def run(self, query):
        self.stream.send(native.QUERY, "", "", 2, 0, query)
        self.stream.send_block(native.DATA, [], [])
        rows = []
        while self._expect(native.SAYS_DATA, native.SAYS_END) == native.SAYS_DATA:
            self.stream.text()
            rows += self.stream.block()[1]
        return rows


def main(words):
    if any(word in ("--version", "-V") for word in words):
        print(f"ClickHouse client version {settings.VERSION} (official build).")
        print("A stand-in of Groundwork's lab, not ClickHouse")
        return 0
    try:
        options = completed(read_arguments(words))
        given = options["query"] or [sys.stdin.read()]
        connection = Connection(options)
        for text in given:
            for query in filter(str.strip, text.split(";")):
                rows = connection.run(query)
                # In what form, the query may say itself; then a row is a line of it.
                print("".join("\t".join(row) + "\n" for row in rows), end="")
        return 0
    except Fault as fault:
        print(fault.line(), file=sys.stderr)
        return fault.code % 256 or 1
    except (ConnectionError, socket.timeout, struct.error) as problem:
        print(Fault(210, "NETWORK_ERROR", str(problem)).line(), file=sys.stderr)
        return 210
