"""What the web server imports."""

import gc

from webapp.bootstrap import create_app

app = create_app()

# What was made at start stays until the end: the collector need not look at it again with every few requests.
gc.collect()
gc.freeze()
gc.set_threshold(10_000, 20, 20)
