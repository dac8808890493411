"""What mongod keeps below dbPath."""

import fcntl
import os

import bson
from options import Refused

NO_DATA_DIRECTORY = 100


class Store:
    """Data that a replica set shares (users, collections) and what is this member's own."""

    def __init__(self, path, indexes_apart):
        self.path = path
        if not os.path.isdir(path):
            message = f"NonExistentPath: Data directory {path} not found"
            raise Refused(message, NO_DATA_DIRECTORY)
        try:
            self.lock_file = open(os.path.join(path, "mongod.lock"), "a+", encoding="ascii")
            fcntl.flock(self.lock_file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            message = f"DBPathInUse: Unable to lock the lock file: {path}/mongod.lock: {problem}"
            raise Refused(message, NO_DATA_DIRECTORY) from None
        self.lock_file.truncate(0)
        self.lock_file.write(f"{os.getpid()}\n")
        self.lock_file.flush()
        options = self._read("storage.bson") or {"directoryForIndexes": indexes_apart}
        was = options["directoryForIndexes"]
        if was != indexes_apart:
            raise Refused(
                "InvalidOptions: Requested option conflicts with current storage engine option "
                f"for directoryForIndexes; you requested {str(indexes_apart).lower()} but the "
                f"current server storage is already set to {str(was).lower()} and cannot be "
                "changed"
            )
        self._write("storage.bson", options)
        self.shared = self._read("shared.bson") or {"sequence": 0, "users": {}, "collections": {}}
        self.own = self._read("own.bson") or {}

    def _read(self, name):
        try:
            with open(os.path.join(self.path, name), "rb") as file:
                return bson.decode(file.read())
        except FileNotFoundError:
            return None

    def _write(self, name, document):
        path = os.path.join(self.path, name)
        with open(path + ".partial", "wb", opener=private) as file:
            file.write(bson.encode(document))
        os.replace(path + ".partial", path)

    @property
    def users(self):
        return self.shared["users"]

    @property
    def collections(self):
        return self.shared["collections"]

    @property
    def sequence(self):
        return self.shared["sequence"]

    def changed(self):
        self.shared["sequence"] += 1
        self._write("shared.bson", self.shared)

    def replace(self, shared):
        self.shared = shared
        self._write("shared.bson", shared)

    def keep_own(self, **values):
        self.own.update(values)
        self._write("own.bson", self.own)


def private(path, flags):
    return os.open(path, flags, 0o600)
