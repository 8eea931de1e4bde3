"""The portal without limits by address: in a measurement all visitors have the same one."""

from wsgi import app

app.config["RATELIMIT_ENABLED"] = False

__all__ = ["app"]
