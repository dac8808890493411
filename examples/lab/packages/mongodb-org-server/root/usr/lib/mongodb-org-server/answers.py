"""Failures, as a client gets them."""


class Failure(Exception):
    def __init__(self, code, name, message):
        super().__init__(message)
        self.code, self.name = code, name

    def document(self):
        text = {"errmsg": str(self), "code": self.code, "codeName": self.name}
        return {"ok": 0.0, **text}


def not_primary():
    return Failure(10107, "NotWritablePrimary", "not primary")
