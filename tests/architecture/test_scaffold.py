"""The recipe for a new room is a command, and its result imports and is empty of opinions."""

import importlib.util

import pytest

from webapp.scaffold import make_subsystem


def test_a_new_room_has_the_files_of_the_recipe_and_a_manifest_that_imports(tmp_path):
    steps = make_subsystem("ferries", root=tmp_path)

    room = tmp_path / "webapp" / "ferries"
    assert {p.name for p in room.iterdir()} == {
        "__init__.py",
        "manifest.py",
        "permissions.py",
        "rules.py",
        "errors.py",
        "templates",
    }
    spec = importlib.util.spec_from_file_location("ferries_manifest", room / "manifest.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.SUBSYSTEM.name == "ferries"
    assert any("SUBSYSTEMS" in step for step in steps)


def test_a_room_is_never_made_twice(tmp_path):
    make_subsystem("ferries", root=tmp_path)
    with pytest.raises(FileExistsError):
        make_subsystem("ferries", root=tmp_path)


@pytest.mark.parametrize("name", ["Ferries", "a", "fe rries", "../x", "fərri"])
def test_a_room_needs_a_plain_name(tmp_path, name):
    with pytest.raises(ValueError, match="small letters"):
        make_subsystem(name, root=tmp_path)
