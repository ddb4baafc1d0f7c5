"""One of everything an address can name, about Amara and the people who work here."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from clinic.booking.days import book
from clinic.leaving.a_full_record import fill
from clinic.people_here import House
from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.consent.models import Consent, ConsentText, Offer, Question
from percuta_clinic.consent.models import Kind as About
from percuta_clinic.intake.links import link_make
from percuta_clinic.intake.services import form_open
from percuta_clinic.outbox.models import Message
from percuta_clinic.patients.belongings import what_moves
from percuta_clinic.patients.models import Contact, GlassBreak, Merge, Note, Patient
from percuta_clinic.people.rights import Role
from percuta_clinic.people.science import rule_families, rules_in_use
from percuta_clinic.people.services import delegation_make, invitation_make, rules_sign
from percuta_clinic.stock.models import Device, Kind, Lot, Product


def things(house: House) -> dict[str, dict[str, Any]]:
    """What to put into an address, by how its pattern begins; the longest beginning counts."""
    fill(house)
    found = records(house) | shelves() | parts(house)
    had = {one.name: one.keys(house.amara.pk) for one in what_moves()}
    Merge.objects.update(moved={"had": had, "rows": {}})  # all of it was hers before
    return found


def records(house: House) -> dict[str, dict[str, Any]]:
    """What belongs to Amara, and a visit of Bea."""
    amara = house.amara
    soon = timezone.now() + timedelta(hours=1)
    opening = GlassBreak.objects.create(
        patient=amara, account=house.sina, reason="she fainted", until=soon
    )
    twin = Patient.objects.create(given_name="Amara", family_name="Twin", merged_into=amara)
    return {
        "patients/": {"key": amara.pk, "other": house.bea.pk},
        "patients/contacts/": {"contact": Contact.objects.get().pk},
        "patients/merges/": {
            "made": Merge.objects.create(
                kept=amara, gone=twin, by_name="Fred", moved={"had": {}, "rows": {}}
            ).pk
        },
        "patients/opened/": {"opening": opening.pk},
        "gradings/": {"key": amara.gradings.get().pk},
        "notes/": {"key": Note.objects.get().pk},
        "files/": {"key": amara.attachments.get().pk},
        "drafts/": {"form": "note", "subject": amara.pk},
        "visits/": {"key": book(house, house.bea, after=300).pk},
        "consents/": {
            "key": Consent.objects.get().pk,
            "number": 0,
            "offer": Offer.objects.get(ended_at=None, consent=None).pk,
            "question": Question.objects.get(answered_at=None).pk,
        },
        "my/consents/": {"key": Offer.objects.get(ended_at=None, consent=None).pk, "number": 0},
        "my/consents/signed/": {"key": Consent.objects.get().pk},
        "decisions/": {"key": amara.decisions.get().pk},
        "messages/": {"key": Message.objects.get(occasion="letter").pk},
        "my/link/": {"secret": link_make(by=SYSTEM, patient=amara)[1]},
        "my/form/": {"key": form_open(by=SYSTEM, patient=amara).pk, "step": "wish"},
    }


def shelves() -> dict[str, dict[str, Any]]:
    """A cream, its lot, a device."""
    today = timezone.localdate()
    lot = Lot.objects.create(
        product=Product.objects.create(kind=Kind.CREAM, name="Cream"),
        number="A1",
        expires_on=today,
        quantity=1,
        received_on=today,
    )
    device = Device.objects.create(name="Pen", serial="S1", max_depth_mm=Decimal(2))
    return {
        "stock/products/": {"key": lot.product.pk},
        "stock/lots/": {"key": lot.pk},
        "stock/devices/": {"key": device.pk},
    }


def parts(house: House) -> dict[str, dict[str, Any]]:
    """What settings are about."""
    today = timezone.localdate()
    invited, _ = invitation_make(
        by=house.olga, email="new@clinic.example", name="New", roles=[Role.FRONT_DESK]
    )
    delegation = delegation_make(
        by=house.dora,
        specialist=house.sina,
        acts=["face"],
        max_depth_mm=Decimal(1),
        starts_on=today,
        ends_on=today,
    )
    families = [family.key for family in rule_families()]
    signed = rules_sign(by=house.dora, digest=rules_in_use()[0], read=families)
    return {
        "settings/people/": {"key": house.fred.pk},
        "settings/invitations/": {"key": invited.pk},
        "settings/rooms/": {"key": house.room.pk},
        "settings/services/": {"key": house.talk.pk},
        "settings/delegations/": {"key": delegation.pk},
        "settings/rules/": {"family": "keloid", "key": signed.pk},
        "settings/consents/": {
            "kind": "photos",
            "key": ConsentText.objects.filter(kind=About.PHOTOS).latest("version").pk,
        },
        "settings/messages/": {"occasion": "visit_booked", "channel": "email"},
    }
