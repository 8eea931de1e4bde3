"""The archive of the client: the message log of this process."""

from webapp.ehis import journal
from webapp.ehis.evidence import Evidence
from webapp.ehis.measurement import Measurement


class DatabaseArchive:
    """Keeps evidence in the message log, on disk before `store` returns."""

    def store(self, *evidence: Evidence, measurement: Measurement | None = None) -> None:
        """Keep `evidence` and `measurement`. Raises ArchiveFailed; then nothing was kept."""
        journal.write(evidence, measurement)
