"""Users: who they are, from where, and what they may."""

import hashlib
import ipaddress
import re
import socket

import settings
from settings import Fault

SECRETS = ("password", "password_sha256_hex", "password_double_sha1_hex", "no_password")


class Account:
    def __init__(self, element, profiles, quotas):
        self.name = element.tag
        self.secret = self._secret(element)
        self.profile = settings.text(element, "profile", "default")
        self.quota = settings.text(element, "quota", "default")
        if self.profile not in profiles:
            raise Fault(180, "THERE_IS_NO_PROFILE", f"There is no profile '{self.profile}'")
        if self.quota not in quotas:
            # The real one looks away; in the lab a mistake is to be noticed.
            raise Fault(199, "UNKNOWN_QUOTA", f"There is no quota '{self.quota}'")
        self.settings = profiles[self.profile]
        self.networks = self._networks(element.find("networks"))
        databases = element.find("allow_databases")
        self.databases = None if databases is None else {part.text.strip() for part in databases}
        self.manages = settings.text(element, "access_management") == "1"

    def _secret(self, element):
        given = [part for part in element if part.tag in SECRETS]
        if len(given) != 1:
            which = "Either" if not given else "More than one field of"
            text = f"{which} {', '.join(SECRETS)}: must be specified for user {self.name}, just one"
            raise Fault(36, "BAD_ARGUMENTS", text)
        kind, value = given[0].tag, (given[0].text or "").strip()
        size = {"password_sha256_hex": 64, "password_double_sha1_hex": 40}.get(kind)
        if size and not re.fullmatch(r"[0-9a-fA-F]{%d}" % size, value):
            text = f"{kind} of user {self.name} has a wrong length or other characters"
            raise Fault(36, "BAD_ARGUMENTS", text)
        return kind, value if kind == "password" else value.lower()

    def auth_type(self):
        kind = self.secret[0]
        if kind == "password":
            return "plaintext_password" if self.secret[1] else "no_password"
        return kind.replace("_hex", "").replace("password_sha256", "sha256_password")

    def _networks(self, networks):
        if networks is None:
            return None
        found = []
        for part in networks:
            value = (part.text or "").strip()
            try:
                if part.tag == "ip":
                    found.append(ipaddress.ip_network(value, strict=False))
                elif part.tag == "host":
                    places = socket.getaddrinfo(value, None)
                    found += [ipaddress.ip_network(place[4][0]) for place in places]
            except (ValueError, OSError):
                text = f"networks of user {self.name}: '{value}' is no address"
                raise Fault(36, "BAD_ARGUMENTS", text) from None
        return found

    def lets_in(self, address, password):
        place = ipaddress.ip_address(address.split("%")[0])
        mapped = getattr(place, "ipv4_mapped", None) or place
        if self.networks is not None:
            every = any(network.prefixlen == 0 and network.version == 6 for network in self.networks)
            if not every and not any(mapped in network for network in self.networks):
                return False
        kind, value = self.secret
        if kind == "no_password":
            return True
        if kind == "password_sha256_hex":
            password = hashlib.sha256(password.encode()).hexdigest()
        elif kind == "password_double_sha1_hex":
            password = hashlib.sha1(hashlib.sha1(password.encode()).digest()).hexdigest()
        return password == value

    def may_use(self, database):
        return self.databases is None or database in self.databases


def read(path):
    root = settings.read(path)
    profiles = {
        part.tag: {setting.tag: (setting.text or "").strip() for setting in part}
        for part in root.find("profiles") or []
    }
    profiles.setdefault("default", {})
    quotas = {part.tag for part in root.find("quotas") or []} | {"default"}
    users = root.find("users")
    if users is None or len(users) == 0:
        raise Fault(139, "NO_ELEMENTS_IN_CONFIG", f"There are no users in {path}")
    return {element.tag: Account(element, profiles, quotas) for element in users}
