"""What this app tells to others as the clinic starts; models are there by then."""

from percuta_clinic.readiness.holding import HOLDS
from percuta_clinic.treatment.beyond import needled_beyond, numbed_beyond, stopped_beyond
from percuta_clinic.treatment.consequences import OF_EVENTS
from percuta_clinic.treatment.holding import adverse_open
from percuta_clinic.treatment.late import late_followed
from percuta_clinic.treatment.lots_used import use_followed
from percuta_clinic.treatment.off_the_shelf import book_off_signed
from percuta_clinic.treatment.problems import problem_followed
from percuta_clinic.treatment.signals import record_signed


def tell() -> None:
    """Registers what follows from events, and what holds the next treatment."""
    OF_EVENTS[late_followed] = ("",)  # whatever it is about
    OF_EVENTS[problem_followed] = ("problem/",)
    OF_EVENTS[use_followed] = ("cartridge/", "numb/")
    OF_EVENTS[needled_beyond] = ("zone/",)
    OF_EVENTS[stopped_beyond] = ("stop",)
    OF_EVENTS[numbed_beyond] = ("numb/",)
    record_signed.connect(book_off_signed, dispatch_uid="stock")
    if adverse_open not in HOLDS:
        HOLDS.append(adverse_open)
