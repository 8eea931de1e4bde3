"""Static files: hashed names, compressed once, kept by browsers for ever.

`python -m webapp.ui.static_files build` makes them at installation; in development the start does it when a source is
newer. `static_url` gives pages the hashed address. Start at `building.py`.
"""

from webapp.ui.static_files.serving import init_static

__all__ = ["init_static"]
