"""`python -m webapp.processes`: what `flask run-all` does, without loading the application, which the supervisor never serves."""

from webapp.processes.supervisor import run

run()
