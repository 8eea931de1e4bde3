"""What other rooms tell: an attempt or a fault that they noticed themselves becomes an incident, once a day for its cause."""

from webapp.incidents.services.registering import Account, register_automatic

__all__ = ["Account", "register_automatic"]
