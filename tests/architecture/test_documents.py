"""What the documents say of the code is true: facts and reactions, rooms, settings, commands."""

import re

from webapp.bootstrap import SUBSYSTEMS
from webapp.config import ROOT
from webapp.core import bus

ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def short(name):
    """`waybills.WaybillOffered`, `waybills.tell_the_carrier`: the room and the name, as the table prints them."""
    parts = name.split(".")
    return f"{parts[1]}.{parts[-1]}"


def table():
    return [f"| `{short(event)}` | {', '.join(f'`{short(name)}`' for name in names)} |" for event, names in bus.table()]


def test_the_printed_table_of_facts_is_the_one_in_force(app):
    printed = re.search(r"<!-- reactions -->\n(.*?)\n<!-- end of reactions -->", ARCHITECTURE, re.DOTALL)[
        1
    ].splitlines()

    assert printed[:2] == ["| fact | who reacts, in order |", "|---|---|"]
    assert printed[2:] == table()


def test_every_room_stands_in_the_plan_and_in_the_readme():
    assert [name for name in SUBSYSTEMS if f"`{name}`" not in ARCHITECTURE] == []
    assert [name for name in SUBSYSTEMS if f"`{name}`" not in README] == []


def test_the_readme_names_every_setting():
    source = (ROOT / "webapp" / "config.py").read_text(encoding="utf-8")
    names = set(re.findall(r'read\.\w+\("([A-Z_]+)"', source))

    assert len(names) > 20
    assert [name for name in sorted(names) if f"`{name}`" not in README] == []


def test_the_readme_names_every_target_of_make():
    targets = re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    internal = {"help", "install", "install-system", "format"}

    assert [name for name in targets if name not in internal and f"`make {name}`" not in README] == []
