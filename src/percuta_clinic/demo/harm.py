"""One adverse event of the sample clinic, from the first call to the doctor's last word."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from percuta_clinic.adverse.models import (
    AdverseEvent,
    Duty,
    EventNote,
    Report,
    Sending,
    Source,
    What,
)
from percuta_clinic.adverse.reporting import filled
from percuta_clinic.adverse.science_reports import FORMS
from percuta_clinic.demo.people_here import Staff
from percuta_clinic.patients.models import Patient
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import today

FORM, DATED = "mdr", "Date of this report"
# what, days ago, who, words, and what it set
STORY: tuple[tuple[What, int, str, str, Mapping[str, Any]], ...] = (
    (
        What.OPENED,
        38,
        "sofia",
        "She rang: a dark patch on the left cheek, where a scab had been. She was in the sun "
        "without a hat. Told to cover it and to use sunscreen; photographed.",
        {"term": "hyperpigmentation", "severity": "mild", "zone": "cheek_left"},
    ),
    (
        What.ASSESSED,
        36,
        "doctor",
        "Dark mark after needling, flat, no itch. Sun in the first week explains part of it. "
        "Azelaic acid prescribed; no needling of the cheek meanwhile.",
        {"severity": "mild", "serious": [], "relation": "probable"},
    ),
    (What.FOLLOW_UP, 22, "sofia", "Paler. Uses the cream each evening.", {"outcome": "recovering"}),
    (What.FOLLOW_UP, 8, "sofia", "Hardly to be seen; same view, same light.", {}),
    (
        What.CLOSED,
        6,
        "doctor",
        "Gone. Treatment may go on, shallower on the cheeks; sun advice given again in writing.",
        {"outcome": "recovered"},
    ),
)


def harm(staff: Staff, patient: Patient, clinic: Clinic) -> None:
    """Written as of the days it tells of."""
    opened, closed = STORY[0], STORY[-1]
    event = AdverseEvent.objects.create(
        patient=patient,
        source=Source.STAFF,
        key="sample",
        term="hyperpigmentation",
        words=opened[3],
        zone="cheek_left",
        severity="mild",
        relation="probable",
        outcome="recovered",
        onset_on=_at(clinic, opened[1] + 1).date(),
        opened_at=_at(clinic, opened[1]),
        opened_by_name=staff[opened[2]].name,
        closed_at=_at(clinic, closed[1]),
    )
    for number, (what, ago, who, words, told) in enumerate(STORY, start=1):
        by = staff[who]
        EventNote.objects.create(
            event=event,
            number=number,
            what=what,
            at=_at(clinic, ago),
            by=by,
            by_name=by.name,
            words=words,
            told=dict(told),
        )
    _reported(event, staff, clinic)


def _reported(event: AdverseEvent, staff: Staff, clinic: Clinic) -> None:
    by = staff["doctor"]
    report = Report.objects.create(
        event=event,
        form=FORM,
        edition=FORMS[FORM].edition,
        duty=Duty.VOLUNTARY,
        fields=[
            [number, name, _at(clinic, 5).date().isoformat() if name == DATED else value]
            for number, name, value in filled(event, FORM, clinic=clinic, by=by)
        ],
        made_at=_at(clinic, 5),
        by=by,
        by_name=by.name,
    )
    Sending.objects.create(
        report=report,
        sent_on=_at(clinic, 5).date(),
        receiver="the manufacturer",
        reference="SAMPLE-0001",
        at=_at(clinic, 5),
        by=by,
        by_name=by.name,
    )


def _at(clinic: Clinic, ago: int) -> datetime:
    """Ten in the morning, so many days ago."""
    day = today(clinic) - timedelta(days=ago)
    return datetime.combine(day, time(10), tzinfo=clinic.zone)
