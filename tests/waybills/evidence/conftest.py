"""One waybill that went its whole way with real signatures, and its container, made once for all who look at it."""

import pytest
from sqlalchemy import text

from tests.support.signing import connect, running_service
from tests.waybills.evidence.life import Life
from webapp.core import registry

NEXT = text(
    "DELETE FROM procrastinate_jobs WHERE id = (SELECT min(id) FROM procrastinate_jobs WHERE status = 'todo'"
    " AND task_name LIKE ANY (:names)) RETURNING task_name, args"
)
MADE = {}


@pytest.fixture(scope="session")
def running():
    with running_service() as counterpart:
        yield counterpart


@pytest.fixture
def phones(running, app, settings, monkeypatch):
    """The signing service, where everybody confirms at once."""
    connect(running, app, settings, monkeypatch)
    running.service.auto_confirm.add("*")
    return running


@pytest.fixture
def life(world, phones):
    """What people do with waybills, each signature given and collected."""
    jobs = {each.name: each for subsystem in registry.subsystems() for each in subsystem.jobs}
    return Life(world, jobs, NEXT)


@pytest.fixture
def container(request):
    """The container of a delivered and anchored waybill: bytes that need no portal any more."""
    if "container" not in MADE:
        MADE["container"] = request.getfixturevalue("life").container()
    return MADE["container"]
