"""The few queries that the stand-in answers: each with the names of its columns and its rows."""

import json
import os
import re
import socket

from settings import VERSION, Fault

BUILT_IN = ["INFORMATION_SCHEMA", "default", "information_schema", "system"]
NAME = r"[`\"]?([A-Za-z_][A-Za-z0-9_]*)[`\"]?"


class Session:
    def __init__(self, server, account, database):
        self.server, self.account = server, account
        self.database = database or "default"
        if self.database not in server.databases():
            text = f"Database {self.database} does not exist."
            raise Fault(81, "UNKNOWN_DATABASE", text)

    def run(self, query, form="TabSeparated"):
        """The answer as a client shows it."""
        query = re.sub(r"--[^\n]*|/\*.*?\*/", " ", query, flags=re.S).strip().rstrip(";").strip()
        wanted = re.search(r"\sFORMAT\s+(\w+)$", query, re.I)
        if wanted:
            query, form = query[: wanted.start()], wanted.group(1)
        return shown(*self._answer(query), form)

    def _answer(self, query):
        for pattern, action in ACTIONS:
            found = re.fullmatch(pattern, query, re.I | re.S)
            if found:
                return action(self, *found.groups())
        text = f"Syntax error: the stand-in does not know this query: {query[:80]}"
        raise Fault(62, "SYNTAX_ERROR", text)

    def _changes(self, what, database):
        if self.account.settings.get("readonly") == "1":
            text = "Cannot execute query in readonly mode."
            raise Fault(164, "READONLY", f"{self.account.name}: {text}")
        if not self.account.may_use(database):
            text = f"it's necessary to have the grant {what} ON {database}.*"
            text = f"{self.account.name}: Not enough privileges. To execute this query, {text}"
            raise Fault(497, "ACCESS_DENIED", text)

    def create(self, lenient, database, _):
        self._changes("CREATE DATABASE", database)
        if database in self.server.databases():
            if lenient:
                return [], []
            raise Fault(82, "DATABASE_ALREADY_EXISTS", f"Database {database} already exists.")
        with open(self.server.metadata(database), "w", encoding="utf-8") as file:
            file.write("ATTACH DATABASE _\nENGINE = Atomic\n")
        return [], []

    def drop(self, lenient, database):
        self._changes("DROP DATABASE", database)
        if database in BUILT_IN or not os.path.exists(self.server.metadata(database)):
            if lenient:
                return [], []
            raise Fault(81, "UNKNOWN_DATABASE", f"Database {database} does not exist.")
        os.unlink(self.server.metadata(database))
        return [], []

    def exists(self, database):
        return ["result"], [[int(database in self._visible())]]

    def _visible(self):
        return [name for name in self.server.databases() if self.account.may_use(name)]

    def show_databases(self):
        return ["name"], [[name] for name in self._visible()]

    def show_users(self):
        return ["name"], [[name] for name in sorted(self.server.accounts)]

    def reload(self, _):
        self.server.reload()
        return [], []

    def expressions(self, text):
        parts = [part.strip() for part in text.split(",")]
        return parts, [[self._expression(part) for part in parts]]

    def _expression(self, text):
        if re.fullmatch(r"\d+", text):
            return int(text)
        if re.fullmatch(r"'[^']*'", text):
            return text[1:-1]
        values = {
            "version()": VERSION,
            "currentuser()": self.account.name,
            "user()": self.account.name,
            "currentdatabase()": self.database,
            "hostname()": socket.gethostname(),
            "uptime()": self.server.uptime(),
        }
        if text.lower() not in values:
            raise Fault(46, "UNKNOWN_FUNCTION", f"the stand-in does not know {text}")
        return values[text.lower()]

    def select(self, columns, table, where, _, order, limit):
        rows = self._table(table.lower())
        for name, values in _conditions(where):
            rows = [row for row in rows if str(_column(row, name)) in values]
        if order:
            rows = sorted(rows, key=lambda row: str(_column(row, order)))
        rows = rows[: int(limit)] if limit else rows
        names = [part.strip().strip("`\"") for part in columns.split(",")]
        if names in (["count()"], ["count(*)"]):
            return names, [[len(rows)]]
        names = list(rows[0]) if names == ["*"] and rows else names
        return names, [[_column(row, name) for name in names] for row in rows]

    def _table(self, table):
        if table == "one":
            return [{"dummy": 0}]
        if table == "databases":
            return [{"name": name, "engine": "Atomic"} for name in self._visible()]
        if table == "users":
            accounts = sorted(self.server.accounts.items())
            return [
                {"name": name, "storage": "users_xml", "auth_type": account.auth_type()}
                for name, account in accounts
            ]
        if table == "server_settings":
            return [{"name": name, "value": value} for name, value in self.server.settings().items()]
        if table == "settings":
            changed = self.account.settings.items()
            return [{"name": name, "value": value, "changed": 1} for name, value in changed]
        raise Fault(60, "UNKNOWN_TABLE", f"the stand-in does not know system.{table}")


def _column(row, name):
    if name not in row:
        raise Fault(47, "UNKNOWN_IDENTIFIER", f"Unknown expression identifier `{name}`")
    return row[name]


def _conditions(text):
    """Pairs of a column and the values it may have."""
    conditions = []
    for part in re.split(r"\s+AND\s+", text or "", flags=re.I) if text else []:
        found = re.fullmatch(NAME + r"\s*(?:=\s*('[^']*'|\d+)|IN\s*\(([^)]*)\))", part.strip(), re.I)
        if not found:
            raise Fault(62, "SYNTAX_ERROR", f"the stand-in compares for equality only: {part}")
        values = (found.group(2) or found.group(3)).split(",")
        conditions.append((found.group(1), [value.strip().strip("'") for value in values]))
    return conditions


def shown(names, rows, form):
    if form in ("JSON", "JSONCompact", "JSONEachRow"):
        documents = [dict(zip(names, row)) for row in rows]
        if form == "JSONEachRow":
            return "".join(json.dumps(document) + "\n" for document in documents)
        data = rows if form == "JSONCompact" else documents
        meta = [{"name": name, "type": "String"} for name in names]
        return json.dumps({"meta": meta, "data": data, "rows": len(rows)}) + "\n"
    if form == "CSV":
        cells = [[f'"{cell}"' if isinstance(cell, str) else str(cell) for cell in row] for row in rows]
        return "".join(",".join(row) + "\n" for row in cells)
    if form not in ("TabSeparated", "TSV", "TabSeparatedRaw", "TSVRaw", "TSVWithNames"):
        raise Fault(73, "UNKNOWN_FORMAT", f"Unknown format {form}")
    lines = [names] if form == "TSVWithNames" and names else []
    return "".join("\t".join(map(str, row)) + "\n" for row in [*lines, *rows])


ACTIONS = [
    (r"CREATE\s+DATABASE\s+(IF\s+NOT\s+EXISTS\s+)?" + NAME + r"(\s+ENGINE\s*=?\s*Atomic)?", Session.create),
    (r"DROP\s+DATABASE\s+(IF\s+EXISTS\s+)?" + NAME + r"(?:\s+SYNC)?", Session.drop),
    (r"EXISTS\s+DATABASE\s+" + NAME, Session.exists),
    (r"SHOW\s+DATABASES", Session.show_databases),
    (r"SHOW\s+USERS", Session.show_users),
    (r"SYSTEM\s+RELOAD\s+(CONFIG|USERS)", Session.reload),
    (
        r"SELECT\s+(.+?)\s+FROM\s+system\.(\w+)(?:\s+WHERE\s+((.+?)))?"
        r"(?:\s+ORDER\s+BY\s+(\w+))?(?:\s+LIMIT\s+(\d+))?",
        Session.select,
    ),
    (r"SELECT\s+(.+)", Session.expressions),
]
