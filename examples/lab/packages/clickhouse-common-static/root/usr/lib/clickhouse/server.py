"""The server: its ports, its users, and both ways to ask it."""

import base64
import fcntl
import http.server
import os
import pwd
import signal
import socket
import socketserver
import sys
import threading
import time
import urllib.parse
import xml.etree.ElementTree as xml

import accounts
import native
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
        ports = {"http_port": Web, "tcp_port": Native, "mysql_port": Mute}
        ports |= {"postgresql_port": Mute, "interserver_http_port": Mute}
        for name, handler in ports.items():
            port = settings.text(self.root, name)
            for host in (hosts or ["127.0.0.1", "::1"]) if port else ():
                try:
                    listener = listener_of(host)((host, int(port)), handler)
                except OSError as problem:
                    text = f"Listen [{host}]:{port} failed: {problem.strerror}"
                    self.log("Error", text)
                    if optional and host != "127.0.0.1":
                        continue
                    raise Fault(210, "NETWORK_ERROR", text) from None
                listener.owner = self
                threading.Thread(target=listener.serve_forever, daemon=True).start()


def listener_of(host):
    class Listener(socketserver.ThreadingTCPServer):
        address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        allow_reuse_address = daemon_threads = True

        def handle_error(self, request, client_address):
            self.owner.log("Error", f"{client_address[0]}: {sys.exc_info()[1]!r}")

        def server_bind(self):
            if ":" in host:
                # Both families at once, as the real one has it for ::.
                self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, int(host != "::"))
            super().server_bind()

    return Listener


class Mute(socketserver.BaseRequestHandler):
    """A port of the real one that the stand-in opens, and closes on whoever comes."""

    def handle(self):
        pass


class Native(socketserver.BaseRequestHandler):
    def handle(self):
        stream = native.Stream(self.request)
        if self.request.recv(1, socket.MSG_PEEK) != b"\0":
            if self.request.recv(1, socket.MSG_PEEK) in (b"G", b"P"):
                self.request.sendall(b"HTTP/1.0 400 Bad Request\r\n\r\nThis port is for clickhouse-client\r\n")
            return
        try:
            session = self._hello(stream)
        except Fault as fault:
            stream.send_fault(fault)
            return
        except (ConnectionError, ValueError):
            return
        try:
            while True:
                self._answer(stream, session)
        except (ConnectionError, ValueError):
            pass

    def _hello(self, stream):
        stream.number()
        stream.text()
        for _ in range(3):
            stream.number()
        database, user, password = stream.text(), stream.text(), stream.text()
        session = self.server.owner.session(user, password, self.client_address[0], database)
        native.hello(stream, "ClickHouse (stand-in)")
        return session

    def _answer(self, stream, session):
        kind = stream.number()
        if kind == native.PING:
            stream.send(native.SAYS_PONG)
        elif kind == native.DATA:
            stream.text()
            stream.block()
        elif kind == native.QUERY:
            stream.text()
            if stream.text():
                raise ValueError("the stand-in takes no settings with a query")
            stream.number()
            stream.number()
            try:
                text = session.run(stream.text())
            except Fault as fault:
                stream.send_fault(fault)
                return
            rows = [line.split("\t") for line in text.splitlines()]
            if rows:
                names = [f"column{place}" for place in range(len(rows[0]))]
                stream.send_block(native.SAYS_DATA, names, rows)
            stream.send(native.SAYS_END)
        else:
            raise ValueError(f"a packet of kind {kind}")


class Web(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        address = urllib.parse.urlsplit(self.path)
        given = dict(urllib.parse.parse_qsl(address.query))
        if address.path == "/ping" or (address.path == "/" and "query" not in given):
            self._send(200, "Ok.\n")
        elif address.path != "/":
            self._send(404, "There is no handle " + address.path + "\n")
        else:
            self._query(given, given["query"])

    do_HEAD = do_GET

    def do_POST(self):
        given = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.path).query))
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self._query(given, (given.get("query", "") + " " + body).strip())

    def _login(self, given):
        header = self.headers.get("Authorization", "")
        if header.startswith("Basic "):
            user, _, password = base64.b64decode(header[6:]).decode().partition(":")
            return user, password
        user = self.headers.get("X-ClickHouse-User", given.get("user", "default"))
        return user, self.headers.get("X-ClickHouse-Key", given.get("password", ""))

    def _query(self, given, query):
        user, password = self._login(given)
        database = self.headers.get("X-ClickHouse-Database", given.get("database"))
        try:
            session = self.server.owner.session(user, password, self.client_address[0], database)
            form = self.headers.get("X-ClickHouse-Format", given.get("default_format", "TabSeparated"))
            self._send(200, session.run(query, form))
        except Fault as fault:
            status = {516: 403, 497: 403, 62: 400, 81: 404, 60: 404}.get(fault.code, 500)
            self._send(status, fault.line() + "\n", ("X-ClickHouse-Exception-Code", str(fault.code)))

    def _send(self, status, text, *headers):
        data = text.encode()
        self.send_response(status)
        for name, value in (*headers, ("Content-Length", str(len(data)))):
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)


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
