"""Two years of a clinic for ``owner_page.py``, written straight into the tables."""

import random
from datetime import datetime, timedelta
from uuid import uuid4

from django.db.models import Model
from django.utils import timezone
from people import some

from percuta_clinic.adverse.models import AdverseEvent, Source
from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.booking.models import Service, State, Visit
from percuta_clinic.config.ids import new_id
from percuta_clinic.duty.models import Task, TaskStep, Urgency
from percuta_clinic.duty.models import What as Stepped
from percuta_clinic.healing.models import CheckIn, Kind, Urgent
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Role
from percuta_clinic.people.services import account_create
from percuta_clinic.planning.models import Plan, Step, What
from percuta_clinic.planning.models import State as PlanState
from percuta_clinic.premises.models import Room
from percuta_clinic.premises.services import clinic_open
from percuta_clinic.review.models import OwnReview, Review
from percuta_clinic.stock.models import Lot, Product
from percuta_clinic.treatment.models import Event, Incident, LotUse, Session
from percuta_clinic.treatment.models import Kind as Wrong

COURSE, APART, SPAN = 3, timedelta(days=28), 730  # sessions, between them, days in all
ASKED = (1, 3, 7, 28)  # days after a session
EVENTS = 20  # entries of a session in the room
DOCUMENT = "x" * 20_000  # a plan as it was agreed on is long, and no number reads it
SCALE = {"scale": "goodman_baron_qualitative", "kind": "acne_scars", "zone": "cheek.left"}
TOLD = {"answers": "x" * 300}  # what a check-in holds beside its level
MORE = 2000  # rows written together


class Filling:
    """Rows of one clinic, kept by table until all are written."""

    def __init__(self, sessions: int) -> None:
        """People who work here, and courses of three sessions each."""
        self.chance = random.Random(sessions)
        self.rows: dict[type[Model], list[Model]] = {}
        clinic_open(by=SYSTEM, name="Bench", time_zone="Europe/Berlin")
        self.owner = account("Owner", Role.OWNER, Role.DOCTOR)
        self.staff = [account(f"Specialist {n}", Role.SPECIALIST) for n in range(4)]
        self.room = Room.objects.create(name="Room 1")
        self.services = [
            Service.objects.create(name=name, minutes=60, price=240, is_needling=True)
            for name in ("Microneedling, face", "Microneedling, body")
        ]
        self.lots = lots()
        for person in some(sessions // COURSE):
            told = {"given_name": person.given, "family_name": person.family}
            self.course(self.kept(Patient(birth_date=person.born, **told)))
        for table, rows in self.rows.items():
            table._default_manager.bulk_create(rows, batch_size=MORE)

    def kept(self, row: Model) -> Model:
        """Written later, with all others of its table."""
        self.rows.setdefault(type(row), []).append(row)
        return row

    def one_in(self, count: int) -> bool:
        """By chance."""
        return self.chance.randrange(count) == 0

    def by(self) -> dict[str, object]:
        """Who did it."""
        who = self.chance.choice(self.staff)
        return {"by": who, "by_name": who.name}

    def course(self, patient: Model) -> None:
        """A plan, its sessions, what went otherwise, and its reviews."""
        first = timezone.now() - timedelta(days=self.chance.randrange(5, SPAN))
        days = [first + APART * number for number in range(COURSE)]
        past = [day for day in days if day < timezone.now()]
        over = len(past) == COURSE
        key, who = new_id(), self.chance.choice(self.staff)
        state = PlanState.ACTIVE if not over else PlanState.COMPLETED
        plan = self.kept(
            Plan(
                id=key,
                course=key,
                number=1,
                patient=patient,
                service=self.chance.choice(self.services),
                state=state,
                made_by=who,
                by_name=who.name,
                made_at=first - timedelta(days=2),
                planned_from=(first - timedelta(days=1)).date(),
                document=DOCUMENT,
                forecast=DOCUMENT,
                prices={"sessions": COURSE},
            )
        )
        self.kept(Step(plan=plan, what=What.STARTED, at=first, **self.by()))
        if over:
            self.kept(Step(plan=plan, what=What.COMPLETED, at=past[-1], **self.by()))
            self.reviews(plan, past[-1])
        for day in past:
            self.session(plan, day)

    def visit(self, plan: Plan, day: datetime, **told: object) -> Model:
        """An hour."""
        usual = {"specialist": self.chance.choice(self.staff), "room": self.room, "made_by": "F"}
        hour = {"starts_at": day, "ends_at": day + timedelta(hours=1)}
        return self.kept(Visit(patient=plan.patient, service=plan.service, **(usual | hour | told)))

    def session(self, plan: Plan, day: datetime) -> None:
        """One session with what was entered in the room, and the days after it."""
        if self.one_in(8):
            self.visit(plan, day - timedelta(days=7), state=State.MISSED)
        if self.one_in(8):
            since = day - timedelta(days=7, hours=self.chance.randrange(120))
            told = {"state": State.CANCELLED, "state_since": since}
            self.visit(plan, day - timedelta(days=7), **told)
        done = {"state": State.FINISHED, "treatment_began_at": day}
        visit, who = self.visit(plan, day, **done), self.chance.choice(self.staff)
        opened = {"opened_by": who, "opened_by_name": who.name, "opened_at": day}
        whose = {"patient": plan.patient, "session": None}
        session = Session(visit=visit, patient=plan.patient, **opened)
        whose["session"] = self.kept(session)
        self.entered(session, day)
        for kind in ("cartridge", "cream"):
            self.kept(
                LotUse(
                    session=session,
                    item=uuid4(),
                    kind=kind,
                    lot=self.chance.choice(self.lots),
                    unused=self.one_in(20),
                    used_at=day,
                    by_name="S",
                )
            )
        if self.one_in(50):
            told = {"cause": "x", "words": "Deeper than planned", "opened_by_name": "S"}
            self.kept(Incident(kind=Wrong.BEYOND, opened_at=day, **whose, **told))
        if self.one_in(100):
            told = {"source": Source.STAFF, "key": str(uuid4()), "term": "erythema"}
            self.kept(AdverseEvent(opened_at=day, severity="mild", **whose, **told))
        for after in ASKED:
            self.check_in(session, day, after)

    def entered(self, session: Session, day: datetime) -> None:
        """What a tablet said; one session in forty was stopped early."""
        stopped, device = self.one_in(40), uuid4()
        for n in range(1, EVENTS + 1):
            is_stop = stopped and n == EVENTS
            said = {"slot": "stop", "value": {"why": "She felt faint"}}
            said = said if is_stop else {"slot": f"zone/{n}", "value": {"passes": 2}}
            self.kept(
                Event(
                    id=uuid4(),
                    session=session,
                    number=n,
                    n=n,
                    device=device,
                    at=day,
                    came_at=day,
                    said_by=uuid4(),
                    **said,
                    **self.by(),
                )
            )

    def check_in(self, session: Session, day: datetime, after: int) -> None:
        """Asked; most are answered, and some of what is told is urgent."""
        due = day + timedelta(days=after)
        if due > timezone.now():
            return
        answered = not self.one_in(5)
        level = self.chance.choices([*Urgent], (80, 15, 4, 1))[0] if answered else None
        self.kept(
            CheckIn(
                session=session,
                patient=session.patient,
                kind=Kind.PLANNED,
                day=after,
                due_at=due,
                asked_at=due,
                answered_at=due + timedelta(hours=5) if answered else None,
                missed_at=None if answered else due + timedelta(days=2),
                level=level,
                values=TOLD,
            )
        )
        if level is None or level < Urgent.TODAY:
            return
        told = {"about": "Pus", "source": "check-in", "due_at": due + timedelta(hours=6)}
        at = due + timedelta(hours=5)
        task = Task(
            patient=session.patient,
            urgency=Urgency.NOW if level == Urgent.NOW else Urgency.TODAY,
            key=str(uuid4()),
            opened_at=at,
            closed_at=due + timedelta(hours=9),
            opened_by_name="S",
            **told,
        )
        self.kept(task)
        if not self.one_in(10):
            taken = at + timedelta(minutes=self.chance.randrange(1, 300))
            step = {"what": Stepped.TAKEN, "by_name": "S", "urgency": task.urgency}
            self.kept(TaskStep(task=task, at=taken, **step))

    def reviews(self, plan: Plan, last: datetime) -> None:
        """Two in three who could be seen were, and half of them say how they find it."""
        for after in (31, 92, 183):
            day = last + timedelta(days=after)
            if day > timezone.now() or self.one_in(3):
                continue
            grade = {"before": 3.0, "grade": float(self.chance.randrange(1, 4))}
            about = {"patient": plan.patient, "plan": plan, "after": after, "number": 1, "at": day}
            scores = [SCALE | grade]
            self.kept(Review(seen_on=day.date(), scores=scores, **about, **self.by()))
            if not self.one_in(2):
                self.kept(OwnReview(satisfaction=4, again="yes", way="page", **about))


def account(name: str, *roles: Role) -> Account:
    """Somebody who works here."""
    email = f"{name.replace(' ', '.').lower()}@clinic.example"
    return account_create(by=SYSTEM, email=email, name=name, roles=[*roles])


def lots() -> list[Lot]:
    """Twenty deliveries, some of them expired."""
    day, product = timezone.localdate(), Product.objects.create(kind="cartridge", name="Cartridge")
    return [
        Lot.objects.create(
            product=product,
            number=f"L{n}",
            quantity=9,
            received_on=day - timedelta(days=90),
            expires_on=day + timedelta(days=7 * n - 20),
        )
        for n in range(20)
    ]
