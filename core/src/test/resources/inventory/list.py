"""Asks Ansible for what is in inventories and whom patterns mean: many questions in one process, as a start is slow.

Reads a line of JSON for each question, {"in": DIRECTORY, "args": [...], "patterns": [...]}, and answers each with one,
{"list": what ansible-inventory --list says, "patterns": {PATTERN: [HOST, ...]}}.
"""
import io
import json
import os
import sys
from contextlib import redirect_stdout

from ansible.cli.inventory import InventoryCLI
from ansible.inventory.manager import InventoryManager
from ansible.parsing.dataloader import DataLoader


def answer(question):
    os.chdir(question["in"])
    out = io.StringIO()
    with redirect_stdout(out):
        try:
            InventoryCLI(["ansible-inventory", *question["args"], "--list"]).run()
        except SystemExit:
            pass  # that is how it ends
    sources = [after for flag, after in zip(question["args"], question["args"][1:]) if flag == "-i"]
    manager = InventoryManager(loader=DataLoader(), sources=sources)
    named = {p: [h.name for h in manager.list_hosts(p)] for p in question.get("patterns", [])}
    return {"list": json.loads(out.getvalue()), "patterns": named}


for line in sys.stdin:
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        with os.fdopen(write, "w") as pipe:
            json.dump(answer(json.loads(line)), pipe)
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as pipe:
        print(pipe.read() or "{}", flush=True)
    os.waitpid(child, 0)
