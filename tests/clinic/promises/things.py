"""One of everything an address can name, about Amara and the people who work here."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from clinic.booking.days import book
from clinic.comments.of_everything import comments
from clinic.leaving.a_full_record import WORD, fill
from clinic.people_here import House
from clinic.planning.of_everything import plans
from clinic.review.courses_here import over
from percuta_clinic.adverse.models import Report
from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.consent.models import Consent, ConsentText, Offer, Question
from percuta_clinic.consent.models import Kind as About
from percuta_clinic.duty.models import OnCall
from percuta_clinic.inform.profiles import profile_save
from percuta_clinic.intake.links import link_make
from percuta_clinic.intake.services import form_open
from percuta_clinic.outbox.models import Message
from percuta_clinic.patients.belongings import what_moves
from percuta_clinic.patients.models import Contact, GlassBreak, Merge, Note, Patient
from percuta_clinic.people.feeds import feed_make
from percuta_clinic.people.rights import Role
from percuta_clinic.people.science import rule_families, rules_in_use
from percuta_clinic.people.services import delegation_make, invitation_make, rules_sign
from percuta_clinic.planning.models import Template
from percuta_clinic.premises.models import Chair, Room
from percuta_clinic.roster.models import Away, Hours
from percuta_clinic.stock.models import Device, Kind, Lot, Product, ToCount


def things(house: House) -> dict[str, dict[str, Any]]:
    """What to put into an address, by how its pattern begins; the longest beginning counts."""
    fill(house)
    found = records(house) | shelves(house.amara) | parts(house) | plans(house) | comments(house)
    found |= on_call_here(house)
    reviewed = over(house)
    at = {"key": reviewed.plan.pk, "after": 92}
    found |= {"plans/<uuid:key>/reviews/": at, "my/results/": at}
    asked = {"key": house.amara.asked_back.get().pk}
    found |= {"my/asked/": asked, "reviews/calls/": asked}
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
        "photos/": {"key": amara.photos.get(removed_at=None).pk},
        "photos/<uuid:key>/put-back/": {"key": amara.photos.exclude(removed_at=None).get().pk},
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
        **own_booking(house),
        **in_the_room(house),
        **money(house),
        "decisions/": {"key": amara.decisions.get().pk},
        "messages/": {"key": Message.objects.get(occasion="letter").pk},
        "my/link/": {"secret": link_make(by=SYSTEM, patient=amara)[1]},
        "calendar/feed/": {"secret": feed_make(by=house.sina)},
        "my/form/": {"key": form_open(by=SYSTEM, patient=amara).pk, "step": "wish"},
    }


def money(house: House) -> dict[str, dict[str, Any]]:
    """What Amara was charged, has paid and bought, from her full record."""
    paid, package = house.amara.payments.get(), house.amara.packages.get()
    return {
        "charges/": {"key": house.amara.charges.earliest("at").pk},
        "payments/": {"key": paid.pk},
        "my/payments/": {"key": paid.pk},
        "patients/<uuid:key>/packages/": {"kind": package.kind_id},
        "packages/": {"key": package.pk},
        "uses/": {"key": package.uses.get().pk},
        "settings/packages/": {"key": package.kind_id},
        "settings/terms/": {"key": house.talk.pk},
    }


def in_the_room(house: House) -> dict[str, dict[str, Any]]:
    """A session of hers, and what came of it."""
    amara = house.amara
    return {
        "room/": {"key": amara.sessions.get().pk},
        "incidents/": {"key": amara.incidents.get().pk},
        "tasks/": {"key": amara.tasks.get(key=WORD).pk},
        "adverse/": {"key": amara.adverse_events.get().pk, "form": "fda"},
        "adverse/reports/": {"key": Report.objects.get().pk},
        "records/": {"key": amara.sessions.get().pk},
        "my/treatments/": {"key": amara.sessions.get().pk},
        "my/check-ins/": {
            "key": amara.check_ins.get().pk,
            "picture": amara.unsent_pictures.get().pk,
        },
        "check-ins/": {"key": amara.check_ins.get().pk},
    }


def own_booking(house: House) -> dict[str, dict[str, Any]]:
    """What is booked and waited for without the clinic."""
    wish = house.amara.waitings.get().pk
    visit = book(house, house.amara, after=600, service=house.talk)
    return {
        "my/visits/": {"key": visit.pk},
        "my/waiting/": {"key": wish},
        "my/offer/": {"secret": "no-offer"},
        "waiting/": {"key": wish},
        "book/": {"key": house.talk.pk, "secret": "no-request"},
    }


def shelves(patient: Patient) -> dict[str, dict[str, Any]]:
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
        "stock/lots/<uuid:key>/treated/": {"key": lot.pk, "patient": patient.pk},
        "stock/to-count/": {"key": ToCount.objects.create(words="Look at the shelf.").pk},
        "stock/devices/": {"key": device.pk},
    }


def on_call_here(house: House) -> dict[str, dict[str, Any]]:
    """Dora, on Monday nights."""
    night = OnCall.objects.create(account=house.dora, weekday=0, begins="18:00", ends="08:00")
    return {
        "settings/on-call/": {"key": night.pk},
        "settings/on-call/phones/": {"key": house.sina.pk},
    }


def said(house: House) -> dict[str, dict[str, Any]]:
    """What the public pages say, and who is shown there."""
    return {
        "read/": {"slug": "how-it-works"},
        "website/": {"slug": "how-it-works", "number": 0},
        "website/people/": {
            "key": profile_save(
                by=house.sina, name="Sina", does="needles", words="", agreed=True, seen=0
            ).pk
        },
        "drafts/article/": {"slug": "how-it-works"},
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
    extra = Hours.objects.create(account=house.fred, on_day=today, begins="09:00", ends="10:00")
    away = Away.objects.create(
        starts_at=timezone.now() + timedelta(days=900), ends_at=timezone.now() + timedelta(days=901)
    )
    chair = Chair.objects.create(room=Room.objects.create(name="Room 2"), name="Left")
    return {
        "settings/hours/": {"key": house.sina.pk},
        "settings/hours/extra/": {"key": extra.pk},
        "settings/away/": {"key": away.pk},
        "settings/chairs/": {"key": chair.pk},
        "settings/people/": {"key": house.fred.pk},
        "settings/invitations/": {"key": invited.pk},
        "settings/rooms/": {"key": house.room.pk},
        "settings/services/": {"key": house.talk.pk},
        "settings/delegations/": {"key": delegation.pk},
        **said(house),
        "settings/rules/": {"family": "keloid", "key": signed.pk},
        "settings/templates/": {
            "key": Template.objects.create(name="Cheeks", made_by=house.sina, by_name="Sina").pk
        },
        "settings/consents/": {
            "kind": "photos",
            "key": ConsentText.objects.filter(kind=About.PHOTOS).latest("version").pk,
        },
        "settings/messages/": {"occasion": "visit_booked", "channel": "email"},
    }
