"""When things may begin again after a session, as entries of the patient's own calendar."""

from datetime import UTC, datetime, time, timedelta

from django.utils import timezone
from icalendar import Alarm, Event

from percuta_clinic.booking.calendar_file import Method, new_calendar, text_of, words
from percuta_clinic.healing.queries import Needling
from percuta_clinic.healing.science_days import AgainRow, again_after

FROM, UNTIL = time(8), time(20)  # a reminder comes between these, where the patient lives
LASTS = timedelta(minutes=15)
CALM = "Only if nothing flakes or is red."
ASK = "If in doubt, ask us first."


def days_file(needling: Needling) -> str:
    """One entry for each; imported again it replaces what it brought before."""
    made = new_calendar(Method.PUBLISH)
    for row in again_after(needling.after, needling.ended_at, needling.ended_at):
        made.add_component(_event(needling, row))
    return text_of(made)


def _event(needling: Needling, row: AgainRow) -> Event:
    at = awake(row.at)
    event = Event()
    event.add("uid", f"{row.key}-{needling.session.pk}@percuta.invalid")
    event.add("dtstamp", timezone.now())
    event.add("dtstart", at.astimezone(UTC))
    event.add("dtend", (at + LASTS).astimezone(UTC))
    event.add("summary", words(f"From now on again: {row.words}"))
    event.add("description", words(f"{CALM} {ASK}" if row.on_calm_skin else ASK))
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    event.add_component(_alarm())
    return event


def _alarm() -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", "Reminder")
    alarm.add("trigger", timedelta(0))
    return alarm


def awake(at: datetime) -> datetime:
    """The same moment by day, else the next morning: nothing begins sooner than it may."""
    if FROM <= at.time() < UNTIL:
        return at
    day = at.date() if at.time() < FROM else at.date() + timedelta(days=1)
    return datetime.combine(day, FROM, at.tzinfo)
