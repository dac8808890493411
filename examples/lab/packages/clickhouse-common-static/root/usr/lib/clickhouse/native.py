"""ClickHouse's native protocol, as it was spoken at REVISION: hello, query, data, exception."""

import struct

from settings import VERSION, Fault

# Older than most of what newer clients add, so packets stay small; newer ones still know it.
REVISION = 54000
HELLO, QUERY, DATA, PING = 0, 1, 2, 4
SAYS_HELLO, SAYS_DATA, SAYS_EXCEPTION, SAYS_PONG, SAYS_END = 0, 1, 2, 4, 5


class Stream:
    def __init__(self, connection):
        self.connection = connection
        self.file = connection.makefile("rb")

    def read(self, size):
        data = self.file.read(size)
        if len(data) < size:
            raise ConnectionError("connection closed")
        return data

    def number(self):
        value = shift = 0
        while True:
            byte = self.read(1)[0]
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value
            if shift > 63:
                raise ValueError("a number without an end")

    def text(self):
        size = self.number()
        if size > 1 << 24:
            raise ValueError("a text without an end")
        return self.read(size).decode("utf-8", "replace")

    def send(self, *parts):
        self.connection.sendall(b"".join(map(_packed, parts)))

    def fault(self):
        code = struct.unpack("<i", self.read(4))[0]
        name, text = self.text(), self.text()
        self.text()
        self.read(1)
        return Fault(code, name, text)

    def send_fault(self, fault):
        self.send(SAYS_EXCEPTION, struct.pack("<i", fault.code), "DB::Exception", fault.line(), "", b"\0")

    def block(self):
        """Columns and rows of a block whose columns are texts."""
        # What a block says of itself: is_overflows, of one byte, and bucket_num, of four.
        while (field := self.number()) != 0:
            self.read(1 if field == 1 else 4)
        columns, rows = self.number(), self.number()
        names, values = [], []
        for _ in range(columns):
            names.append(self.text())
            self.text()
            values.append([self.text() for _ in range(rows)])
        return names, [list(row) for row in zip(*values)]

    def send_block(self, kind, names, rows):
        about = [1, b"\0", 2, struct.pack("<i", -1), 0]
        head = [kind, "", *about, len(names), len(rows)]
        for place, name in enumerate(names):
            head += [name, "String", *(str(row[place]) for row in rows)]
        self.send(*head)


def _packed(part):
    if isinstance(part, bytes):
        return part
    if isinstance(part, str):
        data = part.encode()
        return _packed(len(data)) + data
    packed = b""
    while part >= 0x80:
        packed += bytes([part & 0x7F | 0x80])
        part >>= 7
    return packed + bytes([part])


def hello(stream, name):
    major, minor = (int(part) for part in VERSION.split(".")[:2])
    return stream.send(HELLO, name, major, minor, REVISION)
