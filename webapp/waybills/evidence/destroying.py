"""The bytes of files whose waybill is erased: destroyed by a job, once the rows are committed."""

from webapp.core import files
from webapp.core.jobs import job


@job("waybills.destroy_file", queue="upkeep")
def destroy_file(key: str) -> None:
    """Delete the bytes of a file; its row stays, with its digest."""
    files.destroy(key)
