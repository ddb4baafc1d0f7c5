"""Amara with something of everything, each holding a word that can be looked for."""

from datetime import datetime

from django.utils import timezone

from clinic.booking.days import book
from clinic.consent.papers_here import filled, offered, words_in_use
from clinic.people_here import House
from percuta_clinic.assessment.models import Grading
from percuta_clinic.booking.models import State, Visit
from percuta_clinic.config.ids import new_id
from percuta_clinic.consent.models import How, Kind
from percuta_clinic.consent.services import (
    consent_withdraw,
    offer_open,
    patient_in_log,
    question_answer,
    question_ask,
    typed_keep,
)
from percuta_clinic.consent.signing import consent_sign
from percuta_clinic.drafts.services import draft_save
from percuta_clinic.files.shapes import Clean
from percuta_clinic.files.store import keep
from percuta_clinic.intake.models import Fact, Form, Link
from percuta_clinic.outbox.models import Channel, Message, Purpose
from percuta_clinic.patients.models import Attachment, Contact, Note, NoteText, SearchTerm
from percuta_clinic.people.services import invitation_make
from percuta_clinic.screening.models import Decision, Reminder, Screened, What, Why

WORD = "zyzzyva"  # in every place that says something about her


def fill(house: House, *, at: datetime | None = None) -> None:
    """Notes, a file, a contact, a message, a draft, a past visit, an earlier name."""
    amara = house.amara
    account = house.amara_herself
    account.name, account.email = WORD, f"{WORD}@mail.example"
    account.save()
    invitation_make(
        by=house.olga, email=f"i@{WORD}.example", name=WORD, roles=[], patient_id=amara.pk
    )
    amara.preferred_name = WORD
    amara.save()
    amara.preferred_name = ""
    amara.family_name, amara.address = f"Okafor-{WORD}", f"{WORD} street"
    amara.save()
    SearchTerm.objects.create(patient=amara, term=WORD)
    Contact.objects.create(patient=amara, name=f"Uncle {WORD}", relation=f"uncle {WORD}")
    note = Note.objects.create(
        patient=amara, about=timezone.localdate(), made_at=at or timezone.now()
    )
    NoteText.objects.create(
        note=note, number=1, text=f"{WORD} was red", author=house.sina, author_name="Sina"
    )
    stored = keep(Clean(content=b"letter " + WORD.encode(), kind="application/pdf"), name=WORD)
    Attachment.objects.create(patient=amara, file=stored, title=WORD, added_by="Sina")
    Message.objects.create(
        patient_id=amara.pk,
        to_name=WORD,
        address=f"{WORD}@mail.example",
        channel=Channel.EMAIL,
        purpose=Purpose.CARE,
        occasion="letter",
        subject=WORD,
        body=WORD,
        message_id="<a@clinic.example>",
        due_at=timezone.now(),
    )
    draft_save(
        account=house.sina, form="note", subject=str(amara.pk), values={"text": WORD}, version=0
    )
    _treated(house)
    _answered(house, at=at or timezone.now())
    _sign(house)


def _treated(house: House) -> None:
    visit = book(house, house.amara)
    Visit.objects.filter(pk=visit.pk).update(
        state=State.FINISHED,
        why_cancelled=WORD,
        treatment_began_at=visit.starts_at,
        cleared={"consent": WORD},
    )


def _answered(house: House, *, at: datetime) -> None:
    amara = house.amara
    form = Form.objects.create(
        patient=amara,
        round="first",
        device="exceed",
        made_by=WORD,
        values={"hope": WORD},
        asked=[{"key": "hope", "text": WORD, "zones": []}],
        sent_at=at,
        sent_by=WORD,
    )
    Fact.objects.create(
        patient=amara,
        form=form,
        key="hope",
        value=WORD,
        answered_on=timezone.localdate(),
        source="patient",
        by_name=WORD,
    )
    _screened(house, form)
    Link.objects.create(
        patient=amara, digest=WORD, made_by="Fred", expires_at=timezone.now(), shut_why=WORD
    )


def _sign(house: House) -> None:
    """Consents: one asked about, signed and withdrawn, one still to be read."""
    amara, herself = house.amara, patient_in_log(house.amara_herself.pk)
    words_in_use(house.dora, Kind.TREATMENT)
    words_in_use(house.dora, Kind.PHOTOS)
    guardian = Contact.objects.get(patient=amara)
    offer = offered(house, Kind.PHOTOS, sheet=None, guardian=guardian)
    question = question_ask(by=herself, offer=offer, text=WORD, key=new_id())
    question_answer(by=house.sina.actor, question=question, answer=WORD, link="https://a.example")
    offer_open(by=herself, offer=offer)
    signing = filled(offer, name=WORD, typed=WORD, drawn="", name_differs=True)
    signed = consent_sign(by=herself, offer=offer, signing=signing, how=How.ACCOUNT)
    consent_withdraw(by=herself, consent=signed, reason=WORD)
    waiting = offered(house)
    typed_keep(offer=waiting, values={"question": WORD}, version=0)
    question_ask(by=herself, offer=waiting, text=WORD, key=new_id())


def _screened(house: House, form: Form) -> None:
    today = timezone.localdate()
    Grading.objects.create(
        patient=house.amara,
        zone="nose",
        kind="acne_scars",
        note=WORD,
        seen_on=today,
        by=house.sina,
        by_name="Sina",
    )
    Decision.objects.create(
        patient=house.amara,
        rule="keloid.001",
        what=What.GO_ON,
        reason=WORD,
        until=today,
        decided_on=today,
        made_by=house.dora,
        by_name="Dora",
        rule_set="0",
        about={"keloid": WORD},
    )
    Screened.objects.create(
        patient=house.amara,
        form=form,
        day=today,
        why=Why.SENT,
        rule_set="0",
        verdict="doctor",
        zones={WORD: "doctor"},
        findings=[{"rule": WORD, "severity": "doctor", "zones": [], "until": "", "decided": False}],
    )
    Reminder.objects.create(patient=house.amara, rule="keloid.001", until=WORD, by_name=WORD)
