"""Visits, notes, files and messages of the weeks before and after today."""

import random
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from percuta_clinic.booking.models import Service, State, Visit
from percuta_clinic.booking.notices import price_of
from percuta_clinic.demo import texts
from percuta_clinic.demo.hours_here import is_shut
from percuta_clinic.demo.names import PEOPLE
from percuta_clinic.demo.papers import letter, photograph
from percuta_clinic.demo.writing import claimed, message_as_of, notes_of_the_past
from percuta_clinic.patients.access import chart_for
from percuta_clinic.patients.attaching import attachment_add
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account
from percuta_clinic.premises.models import Clinic, Room

WEEKS = (-22, -16, -11, -6)
AHEAD = (1, 2, 3, 5)
BEGINS = (time(9), time(10, 30), time(12), time(14), time(15, 30))
NUMBED = timedelta(minutes=40)  # after the beginning of a visit, before its needling
SPECIALISTS = ("sofia", "minh", "both", "doctor")
DEPTHS = ("0.5", "0.75", "1.0", "1.25")

Staff = Mapping[str, Account]


class Weeks:
    """Hands out free times: one specialist and one room at a time, on working days."""

    def __init__(self, clinic: Clinic, day: date, *, rooms: Sequence[Room], staff: Staff) -> None:
        self.clinic, self.day, self.rooms, self.staff = clinic, day, rooms, staff
        self.used: dict[int, int] = {}

    def at(self, week: int, number: int) -> tuple[datetime, Account, Room]:
        """A time in ``week`` from today, which nobody else gets."""
        offset = week * 7 + number % 5
        day = self.day + timedelta(days=offset)
        while is_shut(day):
            day += timedelta(days=1)
        taken = self.used.get(day.toordinal(), 0)
        self.used[day.toordinal()] = taken + 1
        track, slot = divmod(taken, len(BEGINS))
        begins = datetime.combine(day, BEGINS[slot], tzinfo=self.clinic.zone)
        track %= len(self.rooms)
        return begins, self.staff[SPECIALISTS[track]], self.rooms[track]


def fill(
    weeks: Weeks,
    people: Sequence[Patient],
    services: Sequence[Service],
    *,
    chance: random.Random,
) -> None:
    """The story of everybody: a talk, some sessions, what was heard afterwards."""
    visits: list[Visit] = []
    notes: list[tuple[Patient, Account, datetime, str]] = []
    for number, patient in enumerate(people[: len(PEOPLE)]):
        been = chance.randrange(1, len(WEEKS) + 1)
        wish = chance.choice(sorted(texts.CONCERNS))
        for step, week in enumerate(WEEKS[:been]):
            begins, who, room = weeks.at(week, number)
            service = services[0] if step == 0 else services[1]
            visits.append(_visit(patient, service, begins, who=who, room=room))
            text = _note(step, wish, PEOPLE[number][4], chance=chance)
            notes.append((patient, who, begins + timedelta(minutes=service.minutes), text))
        if chance.random() < 0.5 or patient.account_id:
            begins, who, room = weeks.at(chance.choice(AHEAD), number)
            visits.append(_visit(patient, services[1], begins, who=who, room=room, past=False))
    claimed(Visit.objects.bulk_create(visits), weeks.clinic)
    notes_of_the_past(notes)
    _messages(weeks.clinic, visits)


def _visit(
    patient: Patient,
    service: Service,
    begins: datetime,
    *,
    who: Account,
    room: Room,
    past: bool = True,
) -> Visit:
    ends = begins + timedelta(minutes=service.minutes)
    return Visit(
        patient=patient,
        service=service,
        specialist=who,
        room=room,
        starts_at=begins,
        ends_at=ends,
        state=State.FINISHED if past else State.BOOKED,
        state_since=ends if past else begins - timedelta(days=40),
        made_at=begins - timedelta(days=40),
        made_by="Femi Adeyemi",
        treatment_began_at=begins + NUMBED if past and service.is_needling else None,
    )


def _note(step: int, wish: str, skin: str, *, chance: random.Random) -> str:
    if step == 0:
        text = chance.choice(texts.FIRST)
        return text.format(wish=wish, seen=texts.CONCERNS[wish], skin=skin)
    text = chance.choice(texts.SESSION).format(n=step, wish=wish, depth=chance.choice(DEPTHS))
    if skin in ("V", "VI"):
        text += " " + texts.DARKER.format(skin=skin)
    return text + "\n\n" + chance.choice(texts.AFTER) if chance.random() < 0.4 else text


def _messages(clinic: Clinic, visits: Sequence[Visit]) -> None:
    for visit in visits[::6]:
        begins = visit.starts_at.astimezone(clinic.zone)
        values = {
            "day": f"{begins:%A %-d %B %Y}",
            "time": f"{begins:%H:%M}",
            "service": visit.service.name,
            "specialist": visit.specialist.name,
            "price": price_of(visit.service),
            "place": clinic.address.replace("\n", ", "),
        }
        for occasion, before in (("visit_booked", 40), ("visit_reminder", 1)):
            at = visit.starts_at - timedelta(days=before)
            message_as_of(visit, occasion=occasion, at=at, values=values)


def papers(staff: Staff, people: Sequence[Patient], chance: random.Random) -> None:
    """Some files in some charts, and charts that were opened."""
    for number, patient in enumerate(people[:9]):
        title = texts.LETTER_TITLES[number % len(texts.LETTER_TITLES)]
        picture = "Photograph" in title
        content = photograph(chance) if picture else letter(title, str(patient))
        name = "photo.png" if picture else "letter.pdf"
        attachment_add(by=staff["sofia"], patient=patient, content=content, name=name, title=title)
    for patient in people[:6]:
        chart_for(staff["sofia"], patient.pk)
        chart_for(staff["doctor"], patient.pk)
