"""Amara with something of everything, each holding a word that can be looked for."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache

from django.utils import timezone

from clinic.billing.money_here import four
from clinic.booking.days import book
from clinic.consent.papers_here import filled, offered, words_in_use
from clinic.leaving.screened_here import screened
from clinic.leaving.told_here import told
from clinic.people_here import House
from percuta.cli.load import answer, load
from percuta.report.forecast import build_forecast
from percuta_clinic.adverse.models import AdverseEvent
from percuta_clinic.adverse.reporting import report_make, report_sent
from percuta_clinic.adverse.science_reports import FORMS
from percuta_clinic.adverse.services import event_follow
from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.billing.ledger import (
    Due,
    Taken,
    charge_add,
    charge_waive,
    payment_take,
    payment_turn,
)
from percuta_clinic.billing.models import How as Paid
from percuta_clinic.billing.models import Kind as Owed
from percuta_clinic.billing.models import Shown
from percuta_clinic.billing.packages import package_extend, session_use
from percuta_clinic.billing.selling import package_sell
from percuta_clinic.billing.terms import terms_agreed, terms_for
from percuta_clinic.booking.models import Request, State, TimeOffered, Visit, Waiting
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
from percuta_clinic.duty.models import Result, TaskTold, Urgency
from percuta_clinic.duty.services import task_close, task_open
from percuta_clinic.files.shapes import Clean
from percuta_clinic.files.store import keep
from percuta_clinic.files.vault import seal_text
from percuta_clinic.healing.models import AnswerPhoto
from percuta_clinic.intake.models import Fact, Form, Link
from percuta_clinic.outbox.models import Channel, Message, Purpose
from percuta_clinic.patients.models import Attachment, Contact, Note, NoteText, SearchTerm
from percuta_clinic.people.services import invitation_make
from percuta_clinic.photos.models import Photo
from percuta_clinic.planning.models import Plan, Question, Step, What
from percuta_clinic.planning.models import State as Planned
from percuta_clinic.planning.science import Made, frozen, print_of
from percuta_clinic.review.models import AskedBack, CourseDecision, OwnReview, Review
from percuta_clinic.treatment.incidents import incident_add, incident_open
from percuta_clinic.treatment.models import Kind as Went
from percuta_clinic.treatment.models import Record, Session
from percuta_clinic.treatment.pack import frozen_pack
from percuta_clinic.treatment.receiving import events_receive
from percuta_clinic.treatment.second import read_print
from percuta_clinic.treatment.signing import record_amend, record_cosign
from percuta_clinic.treatment.writing import content_of
from percuta_clinic.treatment.writing import print_of as print_over

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
    _agree(house)


def _urgent(house: House) -> None:
    """A task that was opened, told and closed."""
    task = task_open(
        by=SYSTEM,
        patient=house.amara,
        urgency=Urgency.NOW,
        about=WORD,
        link=f"/{WORD}/",
        source=WORD,
        key=WORD,
    )
    TaskTold.objects.create(
        task=task, turn=0, rung=0, why_them=WORD, result=Result.FAILED, words=WORD
    )
    task_close(by=house.dora, task=task, outcome=WORD)


def _paid(house: House) -> None:
    """A package with a use, a charge that was waived in part, a payment that was paid back."""
    amara, once = house.amara, new_id
    package = package_sell(by=house.fred, patient=amara, kind=four(house), once=once())
    visit = Visit.objects.filter(patient=amara).earliest("starts_at")
    session_use(by=house.fred, visit=visit, why=WORD)
    until = package.until + timedelta(days=9)
    package_extend(by=house.dora, package=package, until=until, why=WORD)
    due = Due(kind=Owed.OTHER, amount=Decimal(90), currency="EUR", why=WORD)
    owed = charge_add(by=house.fred, patient=amara, due=due)
    charge_waive(by=house.dora, charge=owed, why=WORD, amount=Decimal(10), once=once())
    taken = Taken(amount=Decimal(30), currency="EUR", how=Paid.CASH, reference=WORD, once=once())
    paid = payment_take(by=house.fred, patient=amara, taken=taken)
    part = Decimal(5)
    payment_turn(by=house.dora, payment=paid, why=WORD, amount=part, how=Paid.CASH, once=once())
    words = terms_for(visit.service).digest
    terms_agreed(by=house.amara_herself, visit=visit, how=Shown.ACCOUNT, digest=words)


def _treated(house: House) -> None:
    visit = book(house, house.amara)
    Visit.objects.filter(pk=visit.pk).update(
        state=State.FINISHED,
        why_cancelled=WORD,
        treatment_began_at=visit.starts_at,
        cleared={"consent": WORD},
    )
    visit.refresh_from_db()
    _in_the_room(house, visit)
    _waits(house)
    _urgent(house)


def _in_the_room(house: House, visit: Visit) -> None:
    """A session with one thing said in it, and an incident."""
    session = Session.objects.create(
        visit=visit,
        patient=house.amara,
        opened_by=house.sina,
        opened_by_name="Sina",
        pack=frozen_pack(visit) | {"patient": {"name": WORD, "born": ""}},
    )
    note = {"slot": f"note/{new_id()}", "value": {"text": WORD}, "id": str(new_id())}
    when = {"at": timezone.now().isoformat(), "device": str(new_id()), "n": 1, "seen": {}}
    sent = note | when | {"by": str(house.sina.pk)}
    assert events_receive(by=house.sina, session=session, sent=[sent]).accepted
    made = Record.objects.create(
        session=session,
        patient=house.amara,
        content=content_of(session),
        digest=print_over(content_of(session)),
        signed_by=house.sina,
        signed_by_name="Sina",
        lacking=[{"words": "Skin cleansed", "why": WORD}],
        cosign_why="signed though something lacks",
    )
    record_amend(by=house.sina, record=made, text=WORD, why=WORD)
    record_cosign(by=house.dora, record=made, digest=read_print(made), words=WORD)
    Session.objects.filter(pk=session.pk).update(signed_at=timezone.now())
    told(house, session, WORD)
    happened = incident_open(
        by=house.sina, session=session, cause="beyond:nose", kind=Went.BEYOND, words=WORD
    )
    incident_add(by=house.sina, incident=happened, words=WORD)
    event = AdverseEvent.objects.get(incidents__incident=happened)
    event_follow(by=house.sina, event=event, words=WORD)
    values = [WORD for _ in FORMS["fda"].fields]
    report = report_make(by=house.sina, event=event, form="fda", duty="voluntary", values=values)
    today = timezone.localdate()
    report_sent(by=house.sina, report=report, sent_on=today, receiver=WORD, reference=WORD)


def _waits(house: House) -> None:
    """She waits, was offered a time, and once asked for one on the public pages."""
    wish = Waiting.objects.create(
        patient=house.amara,
        service=house.talk,
        first_day=timezone.localdate(),
        last_day=timezone.localdate() + timedelta(days=30),
        made_by=WORD,
    )
    visit = house.amara.visits.get()
    TimeOffered.objects.create(
        waiting=wish,
        starts_at=visit.starts_at,
        ends_at=visit.ends_at,
        specialist=house.sina,
        digest=WORD,
        until=visit.starts_at,
    )
    Request.objects.create(
        digest=str(visit.pk),
        service=visit.service,
        starts_at=visit.starts_at,
        visit=visit,
        sealed=seal_text(WORD),
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
    screened(house, form, WORD)
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
    _photographed(house)
    planned(house, Planned.PROPOSED)
    asked(planned(house, Planned.APPROVED))


def _photographed(house: House) -> None:
    """Two pictures; one was taken out, the other sent with an answer."""
    for number, why in enumerate((WORD, "")):
        content = b"picture " + WORD.encode()
        made = Photo.objects.create(
            patient=house.amara,
            file=keep(Clean(content=content, kind="image/jpeg", small=content), name="face-front"),
            view="face-front",
            width=400,
            height=300 + number,
            how="file",
            added_by=house.sina,
            added_by_name="Sina",
            uses=["record"],
            removed_at=timezone.now() if why else None,
            removed_why=why,
        )
    answer = house.amara.healing_answers.get()
    AnswerPhoto.objects.create(answer=answer, patient=house.amara, photo=made)


def _agree(house: House) -> None:
    """Consents, plans, and money."""
    _sign(house)
    _paid(house)
    planned(house, Planned.PROPOSED)
    plan = planned(house, Planned.APPROVED)
    asked(plan)
    _reviewed(house, plan)
    for task in house.amara.tasks.filter(closed_at=None):
        task_close(by=house.dora, task=task, outcome=WORD)


def _reviewed(house: House, plan: Plan) -> None:
    """Both parts of a review, and a decision on the course."""
    of = {"patient": house.amara, "plan": plan}
    by = {"by": house.sina, "by_name": "Sina"}
    at = {"after": 92, "number": 1}
    Review(**of, **at, **by, note=WORD, why=WORD, seen_on=timezone.localdate()).save()
    OwnReview(**of, **at, words=WORD, way="link").save()
    CourseDecision(**of, **by, what="stop", why=WORD, shown=[{"patient": WORD}]).save()
    AskedBack.objects.create(
        **of, kind="review", after=92, due_on=timezone.localdate(), unsent=WORD, words=WORD
    )


@cache
def frozen_plan() -> tuple[str, str]:
    """A packaged plan that calls itself by the word."""
    found = answer(load(None, "dogra-2014"))
    document = replace(found, title=WORD, made_by=replace(found.made_by, case={}))
    return frozen(Made(document=document, forecast=build_forecast(document)))


def planned(house: House, state: Planned) -> Plan:
    """A plan of hers as it was frozen, in this state."""
    document, forecast = frozen_plan()
    prices = {"service": WORD, "each": "240.00", "sessions": 3, "total": "720.00"}
    prices |= {"currency": "EUR", "to_buy": WORD, "minutes": 60}
    key = new_id()
    plan = Plan.objects.create(
        id=key,
        course=key,
        number=1,
        patient=house.amara,
        service=house.talk,  # a course with needling can still begin
        state=state,
        inputs={"event": WORD},
        reason=WORD,
        made_by=house.sina,
        by_name="Sina",
        document=document,
        forecast=forecast,
        prices=prices,
        zones=["cheek_left"],
        digest=print_of(document, forecast, prices),
        proposed_at=timezone.now(),
        planned_from=timezone.localdate(),
    )
    for what in (What.BEGUN, What.PROPOSED, What.APPROVED)[: 3 if state == Planned.APPROVED else 2]:
        by = house.dora if what == What.APPROVED else house.sina
        Step.objects.create(plan=plan, what=what, by=by, by_name=by.name, why=WORD)
    return plan


def asked(plan: Plan) -> None:
    """One question answered, one open."""
    now = timezone.now()
    Question.objects.create(
        plan=plan, text=WORD, asked_by=WORD, answer=WORD, answered_by="Sina", answered_at=now
    )
    Question.objects.create(plan=plan, text=f"{WORD} again", asked_by=WORD)
