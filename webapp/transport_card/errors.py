"""Typed refusals of the room."""

from typing import Final

from webapp.core.errors import Conflict, Forbidden, Invalid, NotFound, TooMany, constraint
from webapp.core.text import _l


class NoSuchCard(NotFound):
    """There is none, or it is another's: both read the same."""

    code = "no-such-card"
    text = _l("Belə kart tapılmadı.")


class NoSuchDevice(NotFound):
    """No validator has this identifier."""

    code = "no-such-validator"
    text = _l("Belə validator tapılmadı.")


class NotProved(Invalid):
    """Number and printed code do not belong together; whether there is such a card is not said."""

    code = "card-not-proved"
    text = _l("Kartın nömrəsi və ya kodu düz deyil. Hər ikisini kartdakı kimi yazın.")


class TooManyProofs(TooMany):
    """Too many wrong codes for one number, whether or not a card has it."""

    code = "card-proof-locked"
    text = _l("Bu nömrə üçün kod bir neçə dəfə səhv yazılıb. 15 dəqiqə sonra yenidən cəhd edin.")


class CannotTopUp(Invalid):
    """No money can be loaded on a card with this number: there is none, it is closed, or it takes no money."""

    code = "card-cannot-be-topped-up"
    text = _l("Bu nömrəli kartın balansını artırmaq mümkün deyil. Nömrəni yoxlayın.")


class AmountRefused(Invalid):
    """Too little, too much, or more than the card may hold."""

    code = "card-amount"
    text = _l("Bu məbləği karta yükləmək mümkün deyil.")


class AlreadyLinked(Conflict):
    """The card is in a cabinet already, this one or another's."""

    code = "card-already-linked"
    text = _l(
        "Bu kart artıq kabinetə əlavə olunub. Sizindirsə, siyahıda var; başqasınındırsa, əvvəlcə sahibi onu kabinetindən çıxarmalıdır."
    )


class StepRefused(Conflict):
    """The card is not in a state from which this can be done."""

    code = "card-step-refused"
    text = _l("Kartın vəziyyəti dəyişib: bu addım artıq mümkün deyil.")


class TopUpPending(Conflict):
    """Money is on its way to the card."""

    code = "card-top-up-pending"
    text = _l("Bu karta ödəniş hələ yoldadır. O bitəndən sonra yenidən cəhd edin.")


class InDebt(Conflict):
    """The balance is below zero."""

    code = "card-in-debt"
    text = _l("Kartın balansı sıfırdan aşağıdır. Əvvəlcə balansı artırın.")


class MoneyLeft(Conflict):
    """The product is not refundable and money is left on the card."""

    code = "card-money-left"
    text = _l("Bu növ kartın qalığı nağd qaytarılmır. Əvvəlcə qalığı başqa kartınıza köçürün.")


class TargetRefused(Invalid):
    """The balance cannot go to this card."""

    code = "card-target"
    text = _l("Qalıq bu karta köçürülə bilməz. Öz aktiv və balansı artırıla bilən başqa kartınızı seçin.")


class NothingToMove(Conflict):
    """There is no balance."""

    code = "card-nothing-to-move"
    text = _l("Kartda köçürüləcək vəsait yoxdur.")


class ProductGone(Invalid):
    """No such product is sold today."""

    code = "card-product"
    text = _l("Bu növ kart hazırda satılmır.")


class KeyRefused(Invalid):
    """What was given is no public key of ECDSA P-256."""

    code = "validator-key"
    text = _l("Açar PEM formatında ECDSA P-256 açıq açarı olmalıdır.")


class RowRefused(Conflict):
    """The register of prices has a row of that day already."""

    code = "card-row-of-that-day"
    text = _l("Bu gündən etibarən qüvvədə olan sətir artıq var.")


class DeviceKnown(Conflict):
    """Two validators have one identifier or one key."""

    code = "validator-known"
    text = _l("Bu kodlu və ya bu açarlı validator artıq qeydiyyatdadır.")


class DeviceRevoked(Forbidden):
    """The validator was revoked: stolen, replaced."""

    code = "validator-revoked"
    text = _l("Bu validatorun qeydiyyatı ləğv edilib.")


class SignatureRefused(Forbidden):
    """The batch is not signed by the key of the validator that it names."""

    code = "validator-signature"
    text = _l("Paketin imzası validatorun açarı ilə uyğun gəlmir.")


class BatchReused(Conflict):
    """The validator sent another content under a number of a batch that we have: its key is perhaps copied."""

    code = "batch-reused"
    text = _l("Bu nömrəli paket artıq başqa məzmunla qəbul edilib.")


class BatchRefused(Invalid):
    """The batch is not of the form that the description says."""

    code = "batch-form"
    text = _l("Paket təsvirə uyğun deyil.")


ONE_NUMBER: Final = constraint("one_card_a_number", StepRefused)
ONE_DEVICE: Final = constraint("one_validator_a_code", DeviceKnown)
ONE_KEY: Final = constraint("one_validator_a_key", DeviceKnown)
ONE_PRODUCT_ROW: Final = constraint("one_product_row_from_a_day", RowRefused)
ONE_TARIFF_ROW: Final = constraint("one_tariff_row_from_a_day", RowRefused)
