"""What can be refused about documents."""

from webapp.core.errors import Conflict, NotFound, constraint
from webapp.core.text import _l


class NoSuchDocument(NotFound):
    """No document has this token, or no such version of it exists."""

    code = "no-such-document"
    text = _l("Belə sənəd yoxdur.")


class VersionTaken(Conflict):
    """Two files became the same version: one of them must be added again."""

    code = "version-taken"


ONE_PER_REF: str = "one_document_per_ref"
VERSION_ONCE: str = constraint("one_file_per_version", VersionTaken)
