import pytest

from mocks.pki import ensure_pki


@pytest.fixture(scope="session")
def pki(tmp_path_factory):
    directory = tmp_path_factory.mktemp("pki") / "pki"
    ensure_pki(directory)
    return directory
