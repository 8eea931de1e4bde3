"""Typed refusals of the room."""

from typing import Final

from webapp.core.errors import Conflict, Invalid, NotFound, constraint
from webapp.core.text import _l


class NoSuchOrder(NotFound):
    """There is no such order, or it is another's: both read the same."""

    code = "no-such-order"
    text = _l("Belə sifariş tapılmadı.")


class NoSuchTicket(NotFound):
    """No paid ticket of this trip has the number."""

    code = "no-such-ticket"
    text = _l("Bu reysə belə nömrəli ödənilmiş bilet yoxdur.")


class SeatTaken(Conflict):
    """Somebody else has one of the seats."""

    code = "seat-taken"
    text = _l("Seçdiyiniz yerlərdən birini bu arada başqası götürdü. Başqa yer seçin.")


class SeatsBusy(Conflict):
    """Others are taking seats of the same trip at this moment, and the wait for them is over."""

    code = "seats-busy"
    text = _l("Bu anda reysin yerlərini çox adam seçir. Bir neçə saniyədən sonra yenidən cəhd edin.")


class SaleClosed(Conflict):
    """Too near to the departure."""

    code = "sale-closed"
    text = _l("Bu reysə bilet satışı bağlanıb.")


class HoldOver(Conflict):
    """The ten minutes are over, or the order is not held any more."""

    code = "hold-over"
    text = _l("Yerlərin saxlanma müddəti bitib. Yenidən yer seçin.")


class AlreadyPriced(Conflict):
    """The invoice is open: the passengers cannot be changed any more."""

    code = "already-invoiced-order"
    text = _l("Hesab açılıb: sərnişinlər dəyişdirilə bilməz. Dəyişmək üçün sifarişi ləğv edib yenidən yer seçin.")


class TooManyHolds(Conflict):
    """One buyer keeps a few orders at a time."""

    code = "too-many-holds"
    text = _l("Ödənilməmiş sifarişləriniz çoxdur. Əvvəlcə onları ödəyin və ya ləğv edin.")


class AlreadyOnBoard(Conflict):
    """The ticket was checked in before: perhaps a copy."""

    code = "already-on-board"
    text = _l("Bu bilet artıq yoxlanılıb. Sərnişinin sənədini yoxlayın: bilet surəti ola bilər.")


class NoSeatOnBoard(Conflict):
    """Another bus came, and it has no seat for the ticket: its holder chooses another trip or the money."""

    code = "no-seat-on-board"
    text = _l("Bu biletə avtobusda yer çatmayıb: sərnişin başqa reysi seçir və ya pulunu tam geri alır.")


class SeatsGone(Conflict):
    """Money came for an order that keeps no seats: it goes on the accountants' list."""

    code = "seats-gone"
    text = _l("Sifarişin yerləri artıq saxlanılmır.")


class NoSuchSeat(Conflict):
    """The bus has no seat with this number, perhaps since another bus runs."""

    code = "no-such-seat"
    text = _l("Avtobusda belə yer yoxdur: avtobus dəyişdirilmiş ola bilər. Yerlərin sxeminə yenidən baxın.")


class ChooseSeats(Invalid):
    """No seat, too many, or not as many for the way back."""

    code = "choose-seats"
    text = _l("Bir neçə yer seçin: ən çoxu altı.")


class PassengersWrong(Invalid):
    """What was typed of the passengers breaks the rules."""

    code = "passengers-wrong"
    text = _l("Sərnişinlərin məlumatında düzəliş tələb olunur.")


class TripNotRun(Conflict):
    """The carrier has cancelled the trip."""

    code = "trip-not-run"
    text = _l("Daşıyıcı bu reysi ləğv edib. Başqa reys seçin.")


class BackTooEarly(Invalid):
    """The way back leaves before the way out has come."""

    code = "back-too-early"
    text = _l("Qayıdış reysi gediş reysi çatandan sonra yola düşməlidir. Başqa qayıdış reysi seçin.")


class RoundTripOnly(Invalid):
    """To a territory that is entered with a permit one goes and comes back on one order, by name."""

    code = "round-trip-only"
    text = _l("Bu istiqamətə gediş və qayıdış birlikdə, 5 gün daxilində alınır. Axtarışda qayıdış gününü də seçin.")


class PermitNeedsSignIn(Conflict):
    """The permit is asked in the name of a person whom we know."""

    code = "permit-needs-sign-in"
    text = _l("Bu istiqamətə giriş icazəsi sizin adınızdan istənilir: bilet almaq üçün daxil olun.")


class SeatsAreFree(Conflict):
    """There is no need to wait."""

    code = "seats-are-free"
    text = _l("Bu qədər boş yer var: növbə gözləmədən yer seçin.")


class AlreadyWaiting(Conflict):
    """One place on the list of a trip for each party."""

    code = "already-waiting"
    text = _l("Bu reysin növbəsində artıq varsınız.")


class NoSuchWait(NotFound):
    """No such place on a list, or another's, or not waited any more."""

    code = "no-such-wait"
    text = _l("Növbədə belə yer yoxdur.")


class EntryRefused(Conflict):
    """A passenger may not enter the territory: the order is not sold."""

    code = "entry-refused"
    text = _l("Giriş icazəsi verilmədi. Bilet satılmır.")


SEATS_REFUSED: Final = (
    BackTooEarly,
    ChooseSeats,
    NoSuchSeat,
    PermitNeedsSignIn,
    RoundTripOnly,
    SaleClosed,
    SeatsBusy,
    SeatTaken,
    TooManyHolds,
    TripNotRun,
)
ONE_WAIT: Final = constraint("one_wait_a_trip", AlreadyWaiting)
ONE_ADDRESS: Final = constraint("one_wait_an_address", AlreadyWaiting)
ONE_PASSENGER: Final = constraint("one_passenger_a_seat", SeatTaken)
