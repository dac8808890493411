"""What is answered on each of the server's ports."""

import base64
import http.server
import socket
import socketserver
import sys
import urllib.parse

import native
from settings import Fault


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


HANDLERS = {"http_port": Web, "tcp_port": Native, "mysql_port": Mute}
HANDLERS |= {"postgresql_port": Mute, "interserver_http_port": Mute}
