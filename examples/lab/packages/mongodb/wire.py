"""MongoDB's wire protocol: OP_MSG, and a client that can authenticate by SCRAM-SHA-256."""

import socket
import struct

import bson
import scram

OP_REPLY, OP_QUERY, OP_MSG = 1, 2004, 2013
LARGEST = 48_000_000


class CommandFailed(Exception):
    """The other side's answer, with ok: 0."""

    def __init__(self, answer):
        super().__init__(answer.get("errmsg", "the command failed"))
        self.answer = answer


def receive_exactly(stream, size):
    data = b""
    while len(data) < size:
        part = stream.recv(min(size - len(data), 65536))
        if not part:
            raise ConnectionError("connection closed")
        data += part
    return data


def receive(stream):
    """The next message: its number, its kind and the command's document."""
    size, number, _, kind = struct.unpack("<iiii", receive_exactly(stream, 16))
    if not 16 <= size <= LARGEST:
        raise ValueError(f"a message of {size} bytes")
    body = receive_exactly(stream, size - 16)
    if kind == OP_MSG:
        return number, kind, _sections(body)
    if kind == OP_QUERY:
        # Drivers ask their first question, hello, in the old form: flags, name, skip, limit, query.
        name, _, rest = body[4:].partition(b"\0")
        return number, kind, {**bson.decode(rest, 8), "$db": name.decode().split(".")[0]}
    raise ValueError(f"a message of kind {kind}")


def _sections(body):
    flags = struct.unpack_from("<I", body)[0]
    end = len(body) - 4 * (flags & 1)
    document, at = {}, 4
    while at < end:
        section, size = body[at], struct.unpack_from("<i", body, at + 1)[0]
        if section == 0:
            document.update(bson.decode(body, at + 1))
        else:
            stop = body.index(b"\0", at + 5)
            documents, place = [], stop + 1
            while place < at + 1 + size:
                documents.append(bson.decode(body, place))
                place += struct.unpack_from("<i", body, place)[0]
            document[body[at + 5 : stop].decode()] = documents
        at += 1 + size
    return document


def send(stream, document, number=0, answers=0, kind=OP_MSG):
    if kind == OP_QUERY:
        body, kind = struct.pack("<iqii", 8, 0, 0, 1) + bson.encode(document), OP_REPLY
    else:
        body = struct.pack("<IB", 0, 0) + bson.encode(document)
    stream.sendall(struct.pack("<iiii", len(body) + 16, number, answers, kind) + body)


class Client:
    """One connection; not for several threads."""

    def __init__(self, host, port, timeout):
        if host.startswith("/"):
            self.stream = socket.socket(socket.AF_UNIX)
            self.stream.settimeout(timeout)
            self.stream.connect(host)
        else:
            self.stream = socket.create_connection((host, port), timeout)
        self.number = 0

    def command(self, database, document):
        self.number += 1
        send(self.stream, {**document, "$db": database}, self.number)
        _, _, answer = receive(self.stream)
        if not answer.get("ok"):
            raise CommandFailed(answer)
        return answer

    def authenticate(self, database, user, password):
        """Proves to know PASSWORD, and that the server knows it too."""
        talk = scram.Client(user, password)
        start = {"saslStart": 1, "mechanism": "SCRAM-SHA-256", "payload": talk.first()}
        answer = self.command(database, {**start, "options": {"skipEmptyExchange": True}})
        follow = {"saslContinue": 1, "conversationId": answer["conversationId"]}
        proof = talk.final(answer["payload"])
        talk.verify(self.command(database, {**follow, "payload": proof})["payload"])

    def close(self):
        self.stream.close()
