"""Uses the app as a screen reader does: through the accessibility bus, by roles and names.

Reads one JSON command per line on its input, answers each with a line, and ends with its input.
"""

import json
import subprocess
import sys
import time
import warnings

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

warnings.simplefilter("ignore")


# Kept open, because what is announced on it lasts only as long as the connection.
bus = Gio.bus_get_sync(Gio.BusType.SESSION)


def announce():
    """Does what Orca does when it starts; desktops and apps check for it."""
    value = GLib.Variant("(ssv)", ("org.a11y.Status", "ScreenReaderEnabled", GLib.Variant("b", True)))
    place = ("org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties", "Set")
    bus.call_sync(*place, value, None, 0, 5000, None)


def below(node, depth=0):
    yield node
    if depth > 40:
        return
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is not None:
            yield from below(child, depth + 1)


def everything():
    desktop = Atspi.get_desktop(0)
    desktop.clear_cache()
    for index in range(desktop.get_child_count()):
        app = desktop.get_child_at_index(index)
        if app is not None and app.get_name() == "latchkey":
            yield from below(app)


def fits(node, roles, name, within):
    if roles and node.get_role_name() not in roles:
        return False
    own = node.get_name() or ""
    return name in own if within else own == name


def find(command):
    roles, name = command.get("roles", []), command["name"]
    for node in everything():
        try:
            if fits(node, roles, name, command.get("within", False)):
                return node
        except GLib.Error:
            continue  # It disappeared meanwhile.
    return None


def press(node, _):
    return node.do_action(0)


def keys(*command):
    subprocess.run(["xdotool", *command], check=True, capture_output=True)


def focus(node):
    """There is no window manager here, so this focuses the window first, then the field."""
    search = ["xdotool", "search", "--onlyvisible", "--name", "^Latchkey$"]
    found = subprocess.run(search, check=True, capture_output=True, text=True)
    keys("windowfocus", "--sync", found.stdout.split()[0])
    node.grab_focus()
    until = time.monotonic() + 5
    while not node.get_state_set().contains(Atspi.StateType.FOCUSED):
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
        node.clear_cache()
    return True


def fill(node, command):
    """Types with real keys."""
    if not focus(node):
        return False
    keys("key", "ctrl+a")
    keys("type", "--delay", "12", command["text"])
    # A busy computer may lose keys, so the caller repeats this. A password field only reports dots.
    wanted = command["text"]
    secret = node.get_role_name() == "password text"
    until = time.monotonic() + 2
    while time.monotonic() < until:
        node.clear_cache()
        there = Atspi.Text.get_text(node, 0, -1)
        if there == wanted or (secret and len(there) == len(wanted)):
            return True
        time.sleep(0.05)
    return False


def choose(node, command):
    """Chooses an entry of a list by its first letters."""
    if not focus(node):
        return False
    keys("type", command["text"])
    return True


def text(_, __):
    """All the text in the window, for the report of a failure."""
    return [f"{node.get_role_name()}: {node.get_name()}" for node in everything() if node.get_name()]


does = {"press": press, "fill": fill, "choose": choose, "find": lambda *_: True}


def answer(command):
    if command["do"] == "text":
        return text(None, None)
    until = time.monotonic() + command.get("seconds", 30)
    why = "not there"
    while time.monotonic() < until:
        try:
            node = find(command)
            if node is not None:
                if does[command["do"]](node, command):
                    return True
                why = "did not let itself be used"
        except (GLib.Error, subprocess.CalledProcessError, IndexError) as error:
            why = str(error)
        time.sleep(0.1)
    raise TimeoutError(why)


announce()
print(json.dumps({"ok": True}), flush=True)
for line in sys.stdin:
    try:
        result = {"ok": True, "value": answer(json.loads(line))}
    except Exception as error:  # noqa: BLE001: the test must learn of any error
        result = {"ok": False, "error": f"{type(error).__name__}: {error}"}
    print(json.dumps(result), flush=True)
