"""BSON, as far as commands and their answers need it, and its extended JSON."""

import base64
import datetime
import os
import struct
import time

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


class ObjectId:
    def __init__(self, value=None):
        self.value = value or struct.pack(">I", int(time.time())) + os.urandom(8)


class Timestamp:
    def __init__(self, seconds, increment):
        self.seconds, self.increment = seconds, increment


def now():
    return datetime.datetime.now(datetime.timezone.utc)


def _cstring(text):
    return text.encode() + b"\0"


def encode(document):
    body = b"".join(_element(str(key), value) for key, value in document.items())
    return struct.pack("<i", len(body) + 5) + body + b"\0"


def _element(name, value):
    kind, data = _value(value)
    return bytes([kind]) + _cstring(name) + data


def _value(value):
    if isinstance(value, bool):
        return 0x08, bytes([value])
    if isinstance(value, int):
        small = -(2**31) <= value < 2**31
        return (0x10, struct.pack("<i", value)) if small else (0x12, struct.pack("<q", value))
    if isinstance(value, float):
        return 0x01, struct.pack("<d", value)
    if isinstance(value, str):
        data = _cstring(value)
        return 0x02, struct.pack("<i", len(data)) + data
    if isinstance(value, dict):
        return 0x03, encode(value)
    if isinstance(value, (list, tuple)):
        return 0x04, encode(dict(enumerate(value)))
    if isinstance(value, (bytes, bytearray)):
        return 0x05, struct.pack("<iB", len(value), 0) + bytes(value)
    if isinstance(value, ObjectId):
        return 0x07, value.value
    if isinstance(value, datetime.datetime):
        return 0x09, struct.pack("<q", (value - EPOCH) // datetime.timedelta(milliseconds=1))
    if value is None:
        return 0x0A, b""
    if isinstance(value, Timestamp):
        return 0x11, struct.pack("<II", value.increment, value.seconds)
    raise ValueError(f"no BSON for {type(value).__name__}")


def decode(data, start=0):
    """The document that begins at START."""
    (size,) = struct.unpack_from("<i", data, start)
    end = start + size - 1
    if size < 5 or end >= len(data) or data[end] != 0:
        raise ValueError("a BSON document is cut off")
    document, place = {}, start + 4
    while place < end:
        kind = data[place]
        stop = data.index(b"\0", place + 1)
        name = data[place + 1 : stop].decode()
        document[name], place = _decode_value(kind, data, stop + 1)
    return document


def _decode_value(kind, data, at):
    if kind == 0x01:
        return struct.unpack_from("<d", data, at)[0], at + 8
    if kind == 0x02:
        (size,) = struct.unpack_from("<i", data, at)
        return data[at + 4 : at + 3 + size].decode(), at + 4 + size
    if kind in (0x03, 0x04):
        (size,) = struct.unpack_from("<i", data, at)
        inner = decode(data, at)
        return (inner if kind == 0x03 else list(inner.values())), at + size
    if kind == 0x05:
        (size,) = struct.unpack_from("<i", data, at)
        return bytes(data[at + 5 : at + 5 + size]), at + 5 + size
    if kind == 0x07:
        return ObjectId(bytes(data[at : at + 12])), at + 12
    if kind == 0x08:
        return data[at] != 0, at + 1
    if kind == 0x09:
        milliseconds = struct.unpack_from("<q", data, at)[0]
        return EPOCH + datetime.timedelta(milliseconds=milliseconds), at + 8
    if kind in (0x06, 0x0A):
        return None, at
    if kind == 0x10:
        return struct.unpack_from("<i", data, at)[0], at + 4
    if kind == 0x11:
        increment, seconds = struct.unpack_from("<II", data, at)
        return Timestamp(seconds, increment), at + 8
    if kind == 0x12:
        return struct.unpack_from("<q", data, at)[0], at + 8
    raise ValueError(f"the stand-in does not read BSON of type {kind:#04x}")


def to_json(value):
    """VALUE in relaxed extended JSON, for the json module."""
    if isinstance(value, dict):
        return {key: to_json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [to_json(inner) for inner in value]
    if isinstance(value, bytes):
        return {"$binary": {"base64": base64.b64encode(value).decode(), "subType": "00"}}
    if isinstance(value, ObjectId):
        return {"$oid": value.value.hex()}
    if isinstance(value, datetime.datetime):
        return {"$date": value.isoformat(timespec="milliseconds").replace("+00:00", "Z")}
    if isinstance(value, Timestamp):
        return {"$timestamp": {"t": value.seconds, "i": value.increment}}
    return value


def from_json(value):
    if isinstance(value, list):
        return [from_json(inner) for inner in value]
    if not isinstance(value, dict):
        return value
    if set(value) == {"$oid"}:
        return ObjectId(bytes.fromhex(value["$oid"]))
    if set(value) == {"$date"}:
        return datetime.datetime.fromisoformat(value["$date"].replace("Z", "+00:00"))
    if set(value) == {"$timestamp"}:
        return Timestamp(value["$timestamp"]["t"], value["$timestamp"]["i"])
    if set(value) == {"$binary"}:
        return base64.b64decode(value["$binary"]["base64"])
    if set(value) == {"$numberLong"}:
        return int(value["$numberLong"])
    return {key: from_json(inner) for key, inner in value.items()}
