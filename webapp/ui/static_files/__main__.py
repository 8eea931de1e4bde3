"""`python -m webapp.ui.static_files build`, run at installation."""

import sys

from webapp.ui.static_files.building import DIST, build

if sys.argv[1:] != ["build"]:
    raise SystemExit("usage: python -m webapp.ui.static_files build")
sys.stdout.write(f"{len(build())} static files in {DIST}\n")
