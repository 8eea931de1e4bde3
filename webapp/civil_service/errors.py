"""Typed refusals of the register."""

from webapp.core.errors import Conflict, Forbidden, Invalid, NotFound, StaleVersion
from webapp.core.text import _l


class NoSuchServant(NotFound):
    """There is none, or the actor may not know that there is."""

    code = "no-such-servant"
    text = _l("Qulluqçunun qeydi tapılmadı.")


class NoSuchFact(NotFound):
    """There is none in this record."""

    code = "no-such-service-fact"
    text = _l("Qeyddə belə məlumat tapılmadı.")


class NoSuchBody(NotFound):
    """No state body of the register is meant."""

    code = "no-such-service-body"
    text = _l("Reyestrdə belə dövlət orqanı tapılmadı.")


class NoSuchMismatch(NotFound):
    """There is none, or it is closed."""

    code = "no-such-mismatch"
    text = _l("Uyğunsuzluq tapılmadı.")


class ServantKnown(Conflict):
    """The person has a record already."""

    code = "servant-known"
    text = _l("Bu şəxsin reyestrdə qeydi artıq var.")


class SingleFact(Conflict):
    """A record has one entry of this group: it is revised, never entered a second time."""

    code = "single-service-fact"
    text = _l("Bu qrupda yalnız bir məlumat ola bilər və o artıq var: yenisini daxil etmək olmaz, onu düzəldin.")


class FactWrong(Invalid):
    """Something in the fact is missing or cannot be; `fields` says what."""

    code = "service-fact-wrong"
    text = _l("Məlumat qəbul edilmədi: düzəliş tələb olunur.")


class FactChanged(StaleVersion):
    """Another version was entered in between."""

    code = "service-fact-changed"
    text = _l("Bu məlumatın yeni versiyası artıq daxil edilib.")


class FactAnnulled(Conflict):
    """The fact was annulled and changes no more."""

    code = "service-fact-annulled"
    text = _l("Bu məlumat ləğv edilib.")


class PostsOverlap(Conflict):
    """A main post would be held at the same time as another one; `facts["other"]` is the other's entry when it is known."""

    code = "service-posts-overlap"
    text = _l(
        "Bu dövrdə qulluqçunun başqa əsas vəzifəsi var. İki vəzifə eyni vaxtda yalnız əvəzçilik və ya müvəqqəti icra ilə tutula bilər."
    )


class NotYourGroup(Forbidden):
    """The group is not the actor's to enter: another register passes it (3.1), and its exchange works (3.3)."""

    code = "not-your-group"
    text = _l("Bu məlumat qrupunu siz daxil etmirsiniz: o, mənbə reyestrdən EHİS vasitəsilə ötürülür.")


class PurposeNeeded(Forbidden):
    """A record opens to an official only for a purpose that he names first (1.5)."""

    code = "purpose-needed"
    text = _l("Qeydi açmaq üçün əvvəlcə məqsədi seçin.")


class HiddenByLaw(Forbidden):
    """The law keeps this group from the servant (8.1.2)."""

    code = "hidden-by-law"
    text = _l("Bu məlumat qanunla qorunur və göstərilmir.")


class NoSuchExtract(NotFound):
    """There is none, or it is another person's."""

    code = "no-such-service-extract"
    text = _l("Çıxarış tapılmadı.")


class NoSuchGap(NotFound):
    """No such row lasts."""

    code = "no-such-service-gap"
    text = _l("Mübadilənin mümkünsüzlüyü haqqında belə qeyd yoxdur və ya başa çatıb.")
