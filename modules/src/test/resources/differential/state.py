"""Prints what a host is like: a line for each thing, with tabs between the case the thing belongs to,
its name and its state. Its arguments are the cases: a name and a directory, by turns."""

import grp
import hashlib
import os
import pwd
import stat
import subprocess
import sys
import time

HOST = ("/etc", "/home", "/root", "/opt", "/srv", "/usr/local", "/usr/share/keyrings", "/tmp",
        "/var/spool", "/var/mail", "/var/tmp")
ACCOUNTS = ["/etc/" + name + end for name in ("passwd", "group", "shadow", "gshadow", "subuid", "subgid")
            for end in ("", "-")]
LEFT_OUT = ACCOUNTS + ["/root/.ansible", "/home/ops/.ansible", "/var/tmp/diff", "/etc/.pwd.lock", "/root/.cache",
            "/etc/ld.so.cache", "/etc/machine-id", "/usr/local/lib/python3.11"]
LONG_AGO = time.time() - 86400


def shown(name):
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")


def owner(status):
    try:
        user = pwd.getpwuid(status.st_uid).pw_name
    except KeyError:
        user = str(status.st_uid)
    try:
        group = grp.getgrgid(status.st_gid).gr_name
    except KeyError:
        group = str(status.st_gid)
    return user + " " + group


def described(path, name, seen):
    status = os.lstat(path)
    mode = "%04o" % stat.S_IMODE(status.st_mode)
    if stat.S_ISLNK(status.st_mode):
        return "link %s -> %s" % (owner(status), shown(os.readlink(path)))
    if stat.S_ISDIR(status.st_mode):
        return "directory %s %s" % (mode, owner(status))
    if not stat.S_ISREG(status.st_mode):
        return "special %o %s %s" % (stat.S_IFMT(status.st_mode), mode, owner(status))
    with open(path, "rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()[:12]
    words = ["file", mode, owner(status), str(status.st_size), digest]
    if status.st_mtime < LONG_AGO:
        words.append(time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(status.st_mtime)))
    if status.st_nlink > 1:
        words.append("same as " + seen.setdefault((status.st_dev, status.st_ino), name))
    return " ".join(words)


def tree(case, root, prefix):
    seen = {}
    for directory, directories, files in os.walk(root):
        directories[:] = sorted(
            one for one in directories
            if os.path.join(directory, one) not in LEFT_OUT and "systemd-private" not in one)
        for one in [""] + directories + sorted(files):
            path = os.path.join(directory, one) if one else directory
            if path in LEFT_OUT or (one in directories and not os.path.islink(path)):
                continue
            name = prefix + path[len(root):]
            print("%s\t%s\t%s" % (case, shown(name), described(path, shown(name), seen)))


def lines(kind, command, separator):
    output = subprocess.run(command, shell=True, check=True, capture_output=True, text=True).stdout
    for line in output.splitlines():
        name, _, state = line.partition(separator)
        print("host\t%s %s\t%s" % (kind, name, " ".join(state.split())))


# Surrogates stand for bytes that are no UTF-8.
sys.stdout.reconfigure(errors="backslashreplace", encoding="utf-8")
for case, directory in zip(sys.argv[1::2], sys.argv[2::2]):
    tree(case, directory, ".")
for top in HOST:
    tree("host", top, top)
for account in ("passwd", "group", "shadow", "gshadow"):
    lines(account, "cat /etc/" + account, ":")
lines("package", "dpkg-query -W -f '${binary:Package} ${Version} ${Status}\\n'", " ")
lines("manual", "apt-mark showmanual", " ")
lines("unit", "systemctl list-unit-files --plain --no-legend --no-pager", " ")
