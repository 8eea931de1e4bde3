"""What the register offers to other state bodies over the exchange (4.1; decision 118/2014, annex 1, 22.1)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Final

from webapp.civil_service.queries import record_of, servant_by_fin
from webapp.core.clock import now
from webapp.core.text import _l
from webapp.ehis.offer import Caller, Fin, Found, Looked, NotFound, ProvidedService, Words

BASIS: Final = (
    "Hüquqi əsas: “Dövlət qulluqçularının reyestri” informasiya ehtiyatının Əsasnaməsi, 4.1; "
    "AR Prezidentinin 118/2014 nömrəli Fərmanı, 1 nömrəli əlavə, 22.1."
)


class Status(StrEnum):
    """How a servant stands."""

    TRAINEE = "trainee"
    PROBATION = "probation"
    IN_SERVICE = "in_service"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class ServantRecord:
    """Which person is asked about."""

    fin: Annotated[Fin, "Qulluqçunun FİN-i"]


@dataclass(frozen=True, slots=True)
class HeldPost:
    """One post that was or is held."""

    body: Annotated[Words, "Dövlət orqanı"]
    title: Annotated[Words, "Vəzifə"]
    post_class: Annotated[Words, "Vəzifənin təsnifatı"]
    holding: Annotated[Words, "Tutulma qaydası"]
    since: Annotated[date, "İlk gün"]
    until: Annotated[date | None, "Son gün; yoxdursa, davam edir"]


@dataclass(frozen=True, slots=True)
class ServantAnswer:
    """A servant's status and posts, the latest first."""

    fin: Annotated[Fin, "Qulluqçunun FİN-i"]
    name: Annotated[Words, "Soyad, ad, ata adı"]
    status: Annotated[Status, "Vəziyyəti"]
    post: Annotated[tuple[HeldPost, ...], "Vəzifələr"]
    as_of: Annotated[datetime, "Məlumatın anı"]


def servant_record(asked: ServantRecord, _: Caller) -> Found:
    """Answer for a person who has a record. Raises NotFound."""
    servant = servant_by_fin(asked.fin)
    if servant is None:
        raise NotFound
    posts = tuple(
        HeldPost(
            str(one.content["body"]),
            str(one.content["title"]),
            str(one.content["post_class"]),
            str(one.content["holding"]),
            one.valid_from,
            one.valid_to,
        )
        for one in record_of(servant.id, groups=["post"]).of("post")
    )
    answer = ServantAnswer(asked.fin, servant.full_name, Status(servant.status), posts, now())
    return Found(answer, (Looked(asked.fin, servant.full_name),))


SERVICES: Final = (
    ProvidedService(
        "servantRecord",
        "v1",
        "Dövlət qulluqçusunun vəziyyəti və vəzifələri",
        "FİN üzrə şəxsin dövlət qulluğundakı vəziyyəti və tutduğu vəzifələr, günləri ilə.",
        BASIS,
        _l("Dövlət qulluqçularının reyestrindən məlumatın alınması"),
        ServantRecord,
        ServantAnswer,
        servant_record,
    ),
)
