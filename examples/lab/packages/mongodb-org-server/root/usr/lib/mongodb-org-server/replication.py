"""A replica set, in small: members that beat, agree on a primary, and take over its data whole."""

import os
import threading
import time

import bson
import sets
import wire
from answers import Failure, not_primary

STARTUP, PRIMARY, SECONDARY, ARBITER, DOWN, REMOVED = 0, 1, 2, 7, 8, 10
NAMES = {0: "STARTUP", 1: "PRIMARY", 2: "SECONDARY", 7: "ARBITER", 8: "(not reachable/healthy)"}
NAMES[REMOVED] = "REMOVED"
BEAT = 0.5
PATIENCE = 1.5


class Replication:
    def __init__(self, server):
        self.server = server
        self.name = server.options.get("replication.replSetName")
        self.state, self.term, self.frozen = STARTUP, server.store.own.get("term", 0), 0.0
        self.self_number = None
        self.identity = os.urandom(12).hex()
        self.peers = {}
        self.links = {}
        self.wake = threading.Event()
        if self.name:
            threading.Thread(target=self._beat_forever, daemon=True).start()

    @property
    def config(self):
        return self.server.store.own.get("config")

    def writable(self):
        return not self.name or self.state == PRIMARY

    def hello(self):
        if not self.name:
            return {"isWritablePrimary": True}
        if not self.config or self.self_number is None:
            info = "Does not have a valid replica set config"
            known = {"isWritablePrimary": False, "secondary": False}
            return {**known, "info": info, "isreplicaset": True}
        hosts = [member["host"] for member in self.config["members"]]
        primary = next((m["host"] for m in self.config["members"] if self._is_primary(m)), None)
        return {
            "setName": self.config["_id"],
            "setVersion": self.config["version"],
            "isWritablePrimary": self.state == PRIMARY,
            "secondary": self.state == SECONDARY,
            "hosts": hosts,
            **({"primary": primary} if primary else {}),
            "me": self._myself()["host"],
        }

    def _myself(self):
        return self._members()[self.self_number]

    def _members(self):
        return {member["_id"]: member for member in self.config["members"]} if self.config else {}

    def _is_primary(self, member):
        if member["_id"] == self.self_number:
            return self.state == PRIMARY
        peer = self.peers.get(member["_id"], {})
        return peer.get("state") == PRIMARY

    # Commands of clients.

    def _needs_set(self):
        if not self.name:
            raise Failure(76, "NoReplicationEnabled", "not running with --replSet")

    def _needs_config(self):
        self._needs_set()
        if not self.config:
            raise Failure(94, "NotYetInitialized", "no replset config has been received")

    def initiate(self, command):
        self._needs_set()
        if self.config:
            raise Failure(23, "AlreadyInitialized", "already initialized")
        given = command["replSetInitiate"] or {}
        config = sets.check(given, self.name, self.server.default_host())
        me = sets.find_self(config, self._ask)
        for member in config["members"]:
            if member is not me:
                sets.check_newcomer(member, self._ask, self.name)
        self._take_config(config, me["_id"])
        if not self._others():
            self._become_primary()
        self.wake.set()
        return {}

    def reconfigure(self, command):
        self._needs_config()
        if self.state != PRIMARY and not command.get("force"):
            raise not_primary()
        config = sets.check(command["replSetReconfig"], self.name, self.server.default_host())
        if config["version"] <= self.config["version"]:
            message = "version field value must be greater than the present one"
            raise Failure(103, "NewReplicaSetConfigurationIncompatible", message)
        now, then = (
            {member["host"] for member in members if member.get("votes", 1)}
            for members in (self.config["members"], config["members"])
        )
        if len(now ^ then) > 1 and not command.get("force"):
            message = "Non force replica set reconfig can only add or remove at most 1 voting member."
            raise Failure(103, "NewReplicaSetConfigurationIncompatible", message)
        me = sets.find_self(config, self._ask)
        self._take_config(config, me["_id"])
        self.wake.set()
        return {}

    def step_down(self, command):
        self._needs_config()
        if self.state != PRIMARY:
            raise not_primary()
        healthy = [peer for peer in self.peers.values() if peer["state"] == SECONDARY]
        if not healthy and not command.get("force"):
            message = "No electable secondaries caught up"
            raise Failure(262, "ExceededTimeLimit", message)
        self.frozen = time.monotonic() + max(1, command["replSetStepDown"])
        self.state = SECONDARY
        return {}

    def get_config(self, _):
        self._needs_config()
        return {"config": {**self.config, "term": self.term}}

    def status(self, _):
        self._needs_config()
        if self.state == REMOVED:
            message = "Our replica set config is invalid or we are not a member of it"
            raise Failure(93, "InvalidReplicaSetConfig", message)
        members = [self._member_status(member) for member in self.config["members"]]
        majority = len(members) // 2 + 1
        return {
            "set": self.config["_id"],
            "date": bson.now(),
            "myState": self.state,
            "term": self.term,
            "heartbeatIntervalMillis": 2000,
            "majorityVoteCount": majority,
            "votingMembersCount": len(members),
            "members": members,
        }

    def _member_status(self, member):
        mine = member["_id"] == self.self_number
        peer = {"state": self.state} if mine else self.peers.get(member["_id"], {"state": DOWN})
        state = peer["state"]
        shown = {"_id": member["_id"], "name": member["host"], "health": float(state != DOWN)}
        shown |= {"state": state, "stateStr": NAMES[state], "uptime": self.server.uptime()}
        shown |= {"configVersion": self.config["version"], "configTerm": self.term}
        return {**shown, "self": True} if mine else shown

    def is_self(self, _):
        return {"id": self.identity}

    # What members tell each other.

    def heard(self, command):
        self._needs_set()
        if command["replSetHeartbeat"] != self.name:
            raise Failure(108, "InconsistentReplicaSetNames", "Our set name is " + self.name)
        config = command.get("config")
        if config and (not self.config or config["version"] > self.config["version"]):
            numbers = {member["_id"] for member in config["members"]}
            number = command["to"] if command["to"] in numbers else None
            self._take_config(config, number)
        return {
            "set": self.name,
            "state": self.state,
            "term": self.term,
            "sequence": self.server.store.sequence,
            "frozen": time.monotonic() <= self.frozen,
            "initialised": bool(self.config),
            **({"config": self.config} if self.config else {}),
        }

    def take_data(self, command):
        if self.state == PRIMARY or command["term"] < self.term:
            raise Failure(10107, "NotWritablePrimary", "another primary took over")
        self.server.store.replace(command["data"])
        return {}

    # The beat.

    def _take_config(self, config, number):
        self.server.store.keep_own(config=config)
        self.self_number = number
        self.peers = {key: peer for key, peer in self.peers.items() if key in self._members()}
        arbiter = number is not None and self._myself().get("arbiterOnly")
        if number is None:
            self.state = REMOVED
        elif arbiter:
            self.state = ARBITER
        elif self.state != PRIMARY:
            self.state = SECONDARY

    def _others(self):
        return [m for number, m in self._members().items() if number != self.self_number]

    def _ask(self, member, command):
        """Asks a member over a connection that is kept; fails with OSError or CommandFailed."""
        trusted = self.server.key is not None and "_isSelf" not in command
        place = (member["host"], trusted)
        try:
            if place not in self.links:
                link = wire.Client(*sets.address(member["host"]), PATIENCE)
                if trusted:
                    link.authenticate("local", "__system", self.server.key)
                self.links[place] = link
            return self.links[place].command("admin", command)
        except (OSError, ValueError):
            self.links.pop(place, None)
            raise

    def _beat_forever(self):
        while True:
            self.wake.wait(BEAT)
            self.wake.clear()
            try:
                self._beat()
            except Exception as problem:  # The next beat may do better.
                self.server.log("REPL", 0, "Heartbeat failed", s="W", error=repr(problem))

    def _beat(self):
        if not self.config:
            return
        if self.self_number is None and self.state != REMOVED:
            self._find_itself()
        for member in self._others():
            try:
                self._beat_to(member)
            except (OSError, ValueError, wire.CommandFailed) as problem:
                self.peers[member["_id"]] = {"state": DOWN, "why": str(problem)}
        with self.server.lock:
            self._decide()

    def _find_itself(self):
        me = sets.find_self(self.config, self._ask)
        with self.server.lock:
            self._take_config(self.config, me["_id"])

    def _beat_to(self, member):
        question = {"replSetHeartbeat": self.name, "to": member["_id"], "config": self.config}
        answer = self._ask(member, question)
        theirs = answer.get("config")
        if theirs and theirs["version"] > self.config["version"]:
            with self.server.lock:
                numbers = [m["_id"] for m in theirs["members"]]
                self._take_config(theirs, self.self_number if self.self_number in numbers else None)
        self.peers[member["_id"]] = answer
        behind = answer["sequence"] != self.server.store.sequence
        if self.state == PRIMARY and behind and answer["state"] == SECONDARY:
            with self.server.lock:
                data = {"replSetTakeData": 1, "term": self.term, "data": self.server.store.shared}
            self._ask(member, data)
            answer["sequence"] = data["data"]["sequence"]

    def _decide(self):
        members = self._members()
        if self.self_number is None or self.state in (ARBITER, REMOVED):
            return
        alive = {n: p for n, p in self.peers.items() if n in members and p["state"] != DOWN}
        majority = len(alive) + 1 > len(members) / 2
        rivals = [p for p in alive.values() if p["state"] == PRIMARY]
        if self.state == PRIMARY:
            if not majority or any(rival["term"] > self.term for rival in rivals):
                self.state = SECONDARY
        elif majority and not rivals and time.monotonic() > self.frozen:
            if self._best(alive, members) == self.self_number:
                self.term = max([self.term, *(p.get("term", 0) for p in alive.values())])
                self._become_primary()

    def _best(self, alive, members):
        ranks = [(self.server.store.sequence, self.self_number)]
        ready = {n: p for n, p in alive.items() if p["state"] == SECONDARY and not p.get("frozen")}
        ranks += [(p["sequence"], n) for n, p in ready.items()]
        fit = [rank for rank in ranks if members[rank[1]].get("priority", 1) > 0]
        order = [(seq, members[n].get("priority", 1), -n, n) for seq, n in fit]
        return max(order)[3] if order else None

    def _become_primary(self):
        self.term += 1
        self.server.store.keep_own(term=self.term)
        self.state = PRIMARY
        self.server.log("REPL", 21331, "Transition to primary complete", term=self.term)

    def await_secondaries(self):
        """Waits a moment until the members that are there have what was just written."""
        if not self.name or self.state != PRIMARY or not self._others():
            return
        deadline = time.monotonic() + PATIENCE
        self.wake.set()
        while time.monotonic() < deadline:
            waiting = [p for p in self.peers.values() if p["state"] == SECONDARY]
            if all(p["sequence"] == self.server.store.sequence for p in waiting):
                return
            time.sleep(0.02)
