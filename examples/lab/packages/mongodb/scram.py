"""SCRAM-SHA-256 (RFC 5802, RFC 7677), both sides."""

import base64
import hashlib
import hmac
import os
import unicodedata

ITERATIONS = 15000


def _mac(key, text):
    return hmac.new(key, text, hashlib.sha256).digest()


def _xor(left, right):
    return bytes(a ^ b for a, b in zip(left, right))


def _fields(message):
    return dict(part.split("=", 1) for part in message.split(","))


def _nonce():
    return base64.b64encode(os.urandom(24)).decode()


def _salted(password, salt, iterations):
    prepared = unicodedata.normalize("NFKC", password).encode()
    return hashlib.pbkdf2_hmac("sha256", prepared, salt, iterations)


def credentials(password):
    """What a server keeps of a password."""
    salt = os.urandom(28)
    salted = _salted(password, salt, ITERATIONS)
    stored = hashlib.sha256(_mac(salted, b"Client Key")).digest()
    text = {"salt": salt, "storedKey": stored, "serverKey": _mac(salted, b"Server Key")}
    encoded = {key: base64.b64encode(value).decode() for key, value in text.items()}
    return {"iterationCount": ITERATIONS, **encoded}


class Client:
    def __init__(self, user, password):
        name = user.replace("=", "=3D").replace(",", "=2C")
        self.password = password
        self.bare = f"n={name},r={_nonce()}"

    def first(self):
        return b"n,," + self.bare.encode()

    def final(self, payload):
        challenge = payload.decode()
        fields = _fields(challenge)
        if not fields["r"].startswith(_fields(self.bare)["r"]):
            raise ValueError("the server answered to another nonce")
        salted = _salted(self.password, base64.b64decode(fields["s"]), int(fields["i"]))
        key = _mac(salted, b"Client Key")
        without = f"c=biws,r={fields['r']}"
        signed = ",".join((self.bare, challenge, without)).encode()
        proof = _xor(key, _mac(hashlib.sha256(key).digest(), signed))
        self.expected = _mac(_mac(salted, b"Server Key"), signed)
        return f"{without},p={base64.b64encode(proof).decode()}".encode()

    def verify(self, payload):
        if base64.b64decode(_fields(payload.decode())["v"]) != self.expected:
            raise ValueError("the server does not know the password")


class Server:
    """One conversation; FIND gives a user's credentials, or None."""

    def __init__(self, find):
        self.find = find

    def first(self, payload):
        message = payload.decode()
        flag, _, self.bare = message.split(",", 2)
        if flag != "n":
            raise ValueError("channel binding is not supported")
        fields = _fields(self.bare)
        self.user = fields["n"].replace("=2C", ",").replace("=3D", "=")
        # A name that is not there takes the same way as a wrong password.
        self.known = self.find(self.user) or credentials(_nonce())
        self.nonce = fields["r"] + _nonce()
        known = self.known
        self.challenge = f"r={self.nonce},s={known['salt']},i={known['iterationCount']}"
        return self.challenge.encode()

    def final(self, payload):
        """The answer to a right proof; None to a wrong one."""
        without, _, proof = payload.decode().rpartition(",p=")
        if _fields(without).get("r") != self.nonce:
            return None
        signed = ",".join((self.bare, self.challenge, without)).encode()
        stored = base64.b64decode(self.known["storedKey"])
        key = _xor(base64.b64decode(proof), _mac(stored, signed))
        if hashlib.sha256(key).digest() != stored:
            return None
        server = _mac(base64.b64decode(self.known["serverKey"]), signed)
        return b"v=" + base64.b64encode(server)
