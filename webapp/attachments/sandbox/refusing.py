"""The one word by which a program of the sandbox says no."""


class Refused(Exception):
    """The file may not be kept; the message is the code of the reason."""
