"""`flask new-subsystem NAME`: the folder of a new room, as the recipe in ARCHITECTURE.md wants it."""

import re
from pathlib import Path
from typing import Final

from webapp.config import ROOT

NAME: Final = re.compile(r"^[a-z][a-z_]{2,30}$")
FILES: Final = {
    "__init__.py": '"""Say here: purpose, vocabulary, the clauses of law it serves, where to start reading."""\n',
    "manifest.py": (
        '"""What the room contributes."""\n\nfrom webapp.core.registry import Subsystem\n\nSUBSYSTEM = Subsystem(name="{name}")\n'
    ),
    "permissions.py": '"""Rights of the room, one constant each."""\n',
    "rules.py": '"""The law as data and pure functions: nothing imported but the standard library."""\n',
    "errors.py": '"""Typed refusals of the room."""\n',
}


def make_subsystem(name: str, *, root: Path = ROOT) -> list[str]:
    """Write the files of the room `name` and return what the person must do next.

    Raises ValueError for a name that is no Python word, FileExistsError when the room is there already.
    """
    if not NAME.match(name):
        raise ValueError(f"{name!r}: small letters and underscores, 3 to 31 characters")
    room, tests = root / "webapp" / name, root / "tests" / name
    (room / "templates" / name).mkdir(parents=True)
    tests.mkdir(parents=True)
    for file, text in FILES.items():
        (room / file).write_text(text.replace("{name}", name), encoding="utf-8")
    (tests / "test_rules.py").write_text(f'"""The rules of {name}, as tables."""\n', encoding="utf-8")
    return [
        f'add "{name}" to SUBSYSTEMS in webapp/bootstrap.py, lowest tier first',
        f'add "{name}" to the tier and inside contracts in pyproject.toml',
        f"write the rules and their tests in tests/{name}/test_rules.py before any table",
        "a line in ARCHITECTURE.md's table and in CHANGELOG.md",
    ]
