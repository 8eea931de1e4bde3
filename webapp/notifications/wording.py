"""What can be told: templates plugged in by the rooms that know the matter."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from webapp.core.registry import areas, from_manifests, plugins
from webapp.core.text import Text, filled

Params = dict[str, Any]
PLACEHOLDER: Final = re.compile(r"%\(\w+\)s")


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes with a mail."""

    name: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Enclosed:
    """What goes with a mail: files, and facts that mail programs read (schema.org objects as JSON-LD)."""

    files: tuple[Enclosure, ...] = ()
    structured: dict[str, Any] | list[dict[str, Any]] | None = None


@dataclass(frozen=True, slots=True)
class NotificationTemplate:
    """One kind of notice.

    `code` is `area.what_happened`. `title` and `body` may hold %(name)s of the params; `link` makes the address of the
    matter; `sms` sends it to the phone of those who want SMS about the area; `words` turns codes among the params into
    words in the reader's language; `enclose` gives what goes with a mail, when the mail is sent.

    `required` is the reason why nobody can switch it off (a law, their own safety); `urgent` goes out in quiet hours too
    and is never put into a daily mail. `silent` stays in the cabinet: a notice about notices begets no other.
    `sample` fills the params that the catalogue of templates cannot guess from their names; `name` is what the catalogue
    calls it where the title is no name.
    """

    code: str
    title: Text
    body: Text
    link: Callable[[Params], str] | None = None
    sms: bool = False
    words: Callable[[Params], Params] | None = None
    enclose: Callable[[Params], Enclosed] | None = None
    required: Text | None = None
    urgent: bool = False
    silent: bool = False
    sample: Params = field(default_factory=dict)
    name: Text | None = None

    @property
    def label(self) -> Text:
        """What the kind is called: its title, with an ellipsis where each notice has a number or a name of its own."""
        return self.name or PLACEHOLDER.sub("…", str(self.title))

    def goes_by(self, channel: str) -> bool:
        """Whether it can go by this channel at all."""
        return not self.silent and (self.sms or channel != "sms")

    @property
    def area(self) -> str:
        """The group of notices that people switch on and off together."""
        return self.code.partition(".")[0]


@dataclass(frozen=True, slots=True)
class NoticeArea:
    """The name of a group of notices, where it is no area of rights."""

    code: str
    title: Text


@dataclass(frozen=True, slots=True)
class Wording:
    """A notice in the language of the moment."""

    title: str
    body: str


@from_manifests
def template(code: str) -> NotificationTemplate:
    """Return the template with this code. Raises LookupError for one that no room plugged in."""
    found = next((item for item in plugins(NotificationTemplate) if item.code == code), None)
    if found is None:
        raise LookupError(f"no room plugged in the notification template {code}")
    return found


def word(code: str, params: Params) -> Wording:
    """Return the notice in words."""
    kind = template(code)
    told = kind.words(params) if kind.words else params
    return Wording(filled(kind.title, told), filled(kind.body, told))


def enclosed(code: str, params: Params) -> Enclosed:
    """Return what goes with a mail about it."""
    kind = template(code)
    return kind.enclose(params) if kind.enclose else Enclosed()


def address(code: str, params: Params) -> str | None:
    """Return the address of the notice's matter, None when it has none. Needs a request."""
    kind = template(code)
    return kind.link(params) if kind.link else None


def area_titles() -> dict[str, Text]:
    """Return code -> title of every group of notices."""
    titles = {item.code: item.title for item in areas()} | {item.code: item.title for item in plugins(NoticeArea)}
    codes = dict.fromkeys(item.area for item in plugins(NotificationTemplate))
    return {code: titles.get(code, code) for code in codes}


def templates_of(area: str) -> list[NotificationTemplate]:
    """Return the templates of a group."""
    return [item for item in plugins(NotificationTemplate) if item.area == area]
