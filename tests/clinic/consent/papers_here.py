"""A clinic whose texts are in use, with a sheet for Amara."""

from functools import cache
from typing import Any

from clinic.people_here import House
from percuta.cli.load import answer, load
from percuta.zones.skin_map import ZONES
from percuta_clinic.booking.models import Service
from percuta_clinic.consent.models import Consent, ConsentText, How, Kind, Offer
from percuta_clinic.consent.science import sheet
from percuta_clinic.consent.services import Covers, offer_make, offer_open
from percuta_clinic.consent.signing import Signing, consent_sign
from percuta_clinic.consent.starting import STARTING, Words
from percuta_clinic.consent.texts import text_save, text_use, versions
from percuta_clinic.people.models import Account
from percuta_clinic.premises.models import Clinic

DRAWN = "[[[50,100],[120,60],[200,140],[300,80]],[[320,90],[330,95]]]"


@cache
def a_sheet(example: str = "dogra-2014") -> dict[str, Any]:
    """The information for a packaged case with a plan."""
    return sheet(answer(load(None, example)), Clinic(name="Needle & Light", phone="030 1234567"))


def words_in_use(
    by: Account, kind: str, *, body: str = "", service: Service | None = None, renews: bool = False
) -> ConsentText:
    """The starting words, or others, saved and put in use."""
    start = STARTING[Kind(kind)]
    newest = versions(kind, service).first()
    words = Words(title=start.title, body=body or start.body, statements=start.statements)
    text = text_save(
        by=by, kind=kind, service=service, words=words, seen=newest.version if newest else 0
    )
    return text_use(by=by, text=text, renews=renews)


def offered(house: House, kind: str = Kind.TREATMENT, **more: object) -> Offer:
    """Put before Amara by Sina."""
    given: dict[str, Any] = {"patient": house.amara, "service": house.needling, "sheet": a_sheet()}
    given |= {"covers": Covers(zones=frozenset(ZONES))} | more
    return offer_make(by=house.sina.actor, kind=kind, **given)


def filled(offer: Offer, **changed: object) -> Signing:
    """Everything answered, drawn by hand; photographs are for the record alone."""
    given: dict[str, Any] = {
        "seen": offer.text_id,
        "answers": {one["key"]: "yes" for one in offer.text.statements},
        "levels": {"record": "yes", "teaching": "no", "publication": "no"},
        "name": "Amara Okafor",
        "drawn": DRAWN,
    }
    return Signing(**given | changed)


def signed(house: House, kind: str = Kind.TREATMENT, **changed: object) -> Consent:
    """Offered and signed on her own phone."""
    return signed_now(house, offered(house, kind), **changed)


def signed_for(house: House, zones: frozenset[str], device: str = "") -> Consent:
    """The same, with a sheet that speaks of these zones and this device."""
    return signed_now(house, offered(house, covers=Covers(zones=zones, device=device)))


def signed_now(house: House, offer: Offer, **changed: object) -> Consent:
    """Read and signed by Amara herself."""
    offer_open(by=house.amara_herself.actor, offer=offer)
    return consent_sign(
        by=house.amara_herself.actor,
        offer=offer,
        signing=filled(offer, **changed),
        how=How.ACCOUNT,
    )
