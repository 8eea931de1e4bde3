"""Kabinet: the portal for road transport and the civil servants' register. Start reading at `bootstrap.py`."""

from webapp.bootstrap import create_app

__all__ = ["create_app"]
