"""The configuration: a file, and what the files of its .d folder change in it."""

import glob
import os
import xml.etree.ElementTree as xml

VERSION = "@VERSION@"
NAME = "a stand-in of Groundwork's lab"

# Of a user's profile, and refused where the server's own settings are.
OF_PROFILES = {"max_memory_usage", "max_threads", "max_execution_time", "readonly", "async_insert"}


class Fault(Exception):
    """What ClickHouse throws: a number, a name, a text."""

    def __init__(self, code, name, text):
        super().__init__(text)
        self.code, self.name = code, name

    def line(self):
        build = f"(version {VERSION} ({NAME}))"
        return f"Code: {self.code}. DB::Exception: {self} ({self.name}) {build}"


def parse(path):
    try:
        root = xml.parse(path).getroot()
    except (OSError, xml.ParseError) as problem:
        raise Fault(1000, "POCO_EXCEPTION", f"Failed to parse {path}: {problem}") from None
    if root.tag not in ("clickhouse", "yandex", "config"):
        text = f"Failed to merge config with '{path}': Root element is '{root.tag}'"
        raise Fault(1000, "POCO_EXCEPTION", text)
    return root


def _identity(element):
    marks = {key: value for key, value in element.attrib.items() if key not in ("replace", "remove")}
    return element.tag, tuple(sorted(marks.items()))


def _merge(into, change):
    free = list(into)
    for element in change:
        found = next((old for old in free if _identity(old) == _identity(element)), None)
        if "remove" in element.attrib:
            if found is not None:
                into.remove(found)
                free.remove(found)
        elif found is None:
            into.append(element)
        else:
            free.remove(found)
            if "replace" in element.attrib or not (len(found) and len(element)):
                into[list(into).index(found)] = element
            else:
                _merge(found, element)
    if len(change) == 0 and (change.text or "").strip():
        into.text = change.text


def read(path):
    """The tree of PATH with config.d, or users.d, merged into it."""
    root = parse(path)
    for change in changes_of(path):
        _merge(root, parse(change))
    return root


def changes_of(path):
    stem = os.path.splitext(path)[0]
    return sorted(glob.glob(stem + ".d/*.xml"))


def stamp(path):
    """What differs once a file of the configuration was changed."""
    files = [path, *changes_of(path)]
    return [(file, os.stat(file).st_mtime_ns, os.stat(file).st_ino) for file in files]


def text(root, path, default=""):
    found = root.find(path)
    return default if found is None else (found.text or "").strip()


def users_path(path, root):
    users = text(root, "user_directories/users_xml/path") or text(root, "users_config", "users.xml")
    return os.path.join(os.path.dirname(path), users)


def check(root):
    for element in root:
        if element.tag in OF_PROFILES:
            raise Fault(
                137,
                "UNKNOWN_ELEMENT_IN_CONFIG",
                f"A setting '{element.tag}' appeared at top level in config. But it is "
                "user-level setting that should be located in users.xml inside <profiles>",
            )
