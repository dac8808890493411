"""The server: its configuration, what it keeps, and its start."""

import fcntl
import os
import pwd
import signal
import sys
import threading
import time
import xml.etree.ElementTree as xml

import accounts
import ports
import settings
from queries import BUILT_IN, Session
from settings import Fault

WATCH_SECONDS = 0.5
KNOWN_SETTINGS = ("max_server_memory_usage", "max_server_memory_usage_to_ram_ratio")
KNOWN_SETTINGS += ("max_connections", "max_concurrent_queries", "mark_cache_size")
KNOWN_SETTINGS += ("uncompressed_cache_size", "default_database", "default_profile")


class Server:
    def __init__(self, path):
        self.path, self.started = path, time.monotonic()
        self.root = settings.read(path)
        settings.check(self.root)
        self.folder = settings.text(self.root, "path", "/var/lib/clickhouse/")
        self._check_owner()
        self.users_path = settings.users_path(path, self.root)
        self.accounts = accounts.read(self.users_path)
        self._open_log()
        for part in ("metadata", "data", "access", "tmp", "user_files", "preprocessed_configs"):
            os.makedirs(os.path.join(self.folder, part), exist_ok=True)
        self.status = open(os.path.join(self.folder, "status"), "w", encoding="ascii")
        try:
            fcntl.flock(self.status, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            text = f"Cannot lock file {self.folder}status. Another server instance is already running."
            raise Fault(76, "CANNOT_OPEN_FILE", text) from None
        self.stamp = self._stamp()
        self._write_preprocessed()

    def _check_owner(self):
        try:
            owner = os.stat(self.folder).st_uid
        except OSError as problem:
            raise Fault(107, "FILE_DOESNT_EXIST", f"{self.folder}: {problem.strerror}") from None
        if owner != os.geteuid():
            names = [pwd.getpwuid(user).pw_name for user in (os.geteuid(), owner)]
            text = "Effective user of the process ({}) does not match the owner of the data ({})."
            raise Fault(430, "MISMATCHING_USERS_FOR_PROCESS_AND_DATA", text.format(*names))

    def _open_log(self):
        path = settings.text(self.root, "logger/log")
        console = settings.text(self.root, "logger/console") in ("1", "true")
        try:
            self.log_file = open(path, "a", encoding="utf-8") if path and not console else sys.stderr
        except OSError as problem:
            raise Fault(76, "CANNOT_OPEN_FILE", f"{path}: {problem.strerror}") from None

    def log(self, level, line):
        stamp = time.strftime("%Y.%m.%d %H:%M:%S")
        print(f"{stamp} <{level}> Application: {line}", file=self.log_file, flush=True)

    def _stamp(self):
        return settings.stamp(self.path) + settings.stamp(self.users_path)

    def _write_preprocessed(self):
        for name, path in (("config", self.path), ("users", self.users_path)):
            place = os.path.join(self.folder, "preprocessed_configs", name + ".xml")
            xml.ElementTree(settings.read(path)).write(place, encoding="unicode")
            os.chmod(place, 0o600)

    def uptime(self):
        return int(time.monotonic() - self.started)

    def metadata(self, database):
        return os.path.join(self.folder, "metadata", database + ".sql")

    def databases(self):
        found = os.listdir(os.path.join(self.folder, "metadata"))
        return sorted(BUILT_IN + [name[:-4] for name in found if name.endswith(".sql")])

    def settings(self):
        given = {name: settings.text(self.root, name) for name in KNOWN_SETTINGS}
        return {name: value for name, value in given.items() if value}

    def reload(self):
        """Takes over users and settings; ports and listen_host stay as they were at the start."""
        root = settings.read(self.path)
        settings.check(root)
        self.accounts = accounts.read(self.users_path)
        self.root = root
        self._write_preprocessed()

    def watch(self):
        while True:
            time.sleep(WATCH_SECONDS)
            try:
                stamp = self._stamp()
                if stamp == self.stamp:
                    continue
                self.stamp = stamp
                self.reload()
                self.log("Information", "Reloaded the configuration")
            except (Fault, OSError) as problem:
                self.log("Error", f"Error updating configuration: {problem}")

    def session(self, user, password, address, database):
        account = self.accounts.get(user or "default")
        if account is None or not account.lets_in(address, password):
            text = "Authentication failed: password is incorrect, or there is no user with such name."
            raise Fault(516, "AUTHENTICATION_FAILED", f"{user}: {text}")
        return Session(self, account, database)

    def listen(self):
        hosts = [(part.text or "").strip() for part in self.root.findall("listen_host")]
        optional = settings.text(self.root, "listen_try") in ("1", "true") or not hosts
        for name, handler in ports.HANDLERS.items():
            port = settings.text(self.root, name)
            for host in (hosts or ["127.0.0.1", "::1"]) if port else ():
                try:
                    listener = ports.listener_of(host)((host, int(port)), handler)
                except OSError as problem:
                    text = f"Listen [{host}]:{port} failed: {problem.strerror}"
                    self.log("Error", text)
                    if optional and host != "127.0.0.1":
                        continue
                    raise Fault(210, "NETWORK_ERROR", text) from None
                listener.owner = self
                threading.Thread(target=listener.serve_forever, daemon=True).start()


def main(words):
    path, pid_file = "/etc/clickhouse-server/config.xml", None
    words = list(words)
    while words:
        word, glue, value = words.pop(0).partition("=")
        if word in ("--version", "-V"):
            print(f"ClickHouse server version {settings.VERSION} (official build).")
            print("A stand-in of Groundwork's lab, not ClickHouse")
            return 0
        value = value if glue else words.pop(0) if words else ""
        if word in ("--config", "--config-file", "-C"):
            path = value
        elif word in ("--pid-file", "--pidfile", "-P"):
            pid_file = value
        else:
            print(f"Unknown option specified: {word}", file=sys.stderr)
            return 64
    try:
        server = Server(path)
        server.listen()
    except Fault as fault:
        print(fault.line(), file=sys.stderr)
        return fault.code % 256 or 1
    if pid_file:
        with open(pid_file, "w", encoding="ascii") as file:
            file.write(str(os.getpid()))
    server.log("Information", f"Ready for connections. {settings.NAME}, {settings.VERSION}")
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: os._exit(0))
    server.watch()
    return 0
