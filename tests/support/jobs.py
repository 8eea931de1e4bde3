"""The job queue in tests: what waits, and running it as a worker would."""

from webapp.core import jobs
from webapp.core.jobs import queue
from webapp.core.transaction import in_transaction


def written():
    """Write what the open transaction, if there is one, would write at its end."""
    if in_transaction() and (deferred := jobs._deferred.taken()):
        jobs._write(deferred)


def waiting_jobs(database, name):
    written()
    query = "SELECT args FROM procrastinate_jobs WHERE task_name = %(name)s AND status = 'todo' ORDER BY id"
    return [row[0] for row in database.connection.cursor().execute(query, {"name": name}).fetchall()]


def run_jobs(database, name):
    """Run the waiting jobs of this name as a worker would, each once; return how many."""
    found = waiting_jobs(database, name)
    task = queue().tasks[name]
    database.connection.cursor().execute(
        "UPDATE procrastinate_jobs SET status = 'succeeded' WHERE task_name = %(name)s AND status = 'todo'",
        {"name": name},
    )
    for arguments in found:
        task.func(**arguments)
    return len(found)
