"""Reports to authorities and makers: filled from the event, made once, never changed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from percuta_clinic.adverse.models import AdverseEvent, Duty, EventNote, Report, Sending, What
from percuta_clinic.adverse.science import (
    BEYOND,
    outcome_words,
    relation_words,
    serious_words,
    severity_words,
    term_words,
)
from percuta_clinic.adverse.science_reports import FORMS, device_called, standard_of
from percuta_clinic.adverse.used import device_in_words, lot_in_words
from percuta_clinic.audit.services import record
from percuta_clinic.intake.science.places import place_words
from percuta_clinic.patients.models import Sex
from percuta_clinic.patients.services import held_kept
from percuta_clinic.people.access import NotYours, require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.models import Clinic

NOT_KNOWN = "not known"
MOST = 4000
TOLD = (What.FOLLOW_UP, What.ASSESSED, What.CLOSED)


def filled(event: AdverseEvent, form: str, *, clinic: Clinic, by: Account) -> list[list[str]]:
    """Number, name and value of each field as far as they are known here. Raises NotYours."""
    if form not in FORMS:
        raise NotYours("There is no such report.")
    facts = {**_patient(event), **_what(event), **_device(event), **_reporter(event, clinic, by)}
    return [
        [field.number, field.name, facts.get(field.fact, "") or NOT_KNOWN]
        for field in FORMS[form].fields
    ]


def _patient(event: AdverseEvent) -> dict[str, str]:
    """Never the name: a mark that only this clinic can read."""
    patient = event.patient
    years = patient.age_on(event.onset_on or timezone.localdate(event.opened_at))
    age = f"{years} years" if years is not None else ""
    sex = "" if patient.sex == Sex.NOT_KNOWN else patient.get_sex_display()
    mark = f"Patient {str(patient.pk)[-8:]}"
    return {
        "patient": mark,
        "age": age,
        "sex": sex,
        "patient_all": "; ".join(
            (mark, age or "age not known", sex or "sex not known", "weight not known")
        ),
    }


def _what(event: AdverseEvent) -> dict[str, str]:
    judged = bool(event.relation)
    serious = serious_words(event.serious) if judged else ""
    named = f" (CTCAE 5.0: {standard})" if (standard := standard_of(event.term)) else ""
    effect = f"{term_words(event.term)}{named}"
    where = f", {place_words(event.zone)}" if event.zone else ""
    return {
        "kind": "Treated beyond a limit" if event.term == BEYOND else "Adverse event",
        "serious": serious,
        "onset": event.onset_on.isoformat() if event.onset_on else _between(event),
        "today": timezone.localdate().isoformat(),
        "aware": timezone.localdate(event.opened_at).isoformat(),
        "description": "\n".join(_story(event)),
        "effect": f"{effect}{where}",
        "severity": f"{severity_words(event.severity)}; {serious or 'seriousness not judged yet'}",
        "outcome": outcome_words(event.outcome),
        "relation": relation_words(event.relation) if judged else "not judged yet by a doctor",
        "classification": _classification(event),
        "report_type": "Follow up" if event.reports.exists() else "Initial",
    }


def _between(event: AdverseEvent) -> str:
    """When it must have begun, where nobody told the day."""
    told = timezone.localdate(event.opened_at).isoformat()
    if event.session is None:
        return f"day not known; told on {told}"
    given = timezone.localdate(event.session.opened_at).isoformat()
    return f"day not known; after the session on {given}, told on {told}"


def _classification(event: AdverseEvent) -> str:
    """Whether it was foreseen is for whoever reports to judge; only death is plain."""
    return "Death" if "death" in event.serious else ""


def _story(event: AdverseEvent) -> Iterator[str]:
    yield f"{term_words(event.term)}: {event.words}"
    for note in EventNote.objects.filter(event=event, what__in=TOLD).order_by("number"):
        yield f"{timezone.localdate(note.at).isoformat()}, {note.get_what_display()}: {note.words}"


def _device(event: AdverseEvent) -> dict[str, str]:
    """A maker's name is in no table here; it is typed from the label."""
    device = event.device
    serial = f"serial number {device['serial']}" if device.get("serial") else ""
    cartridges = [lot_in_words(one) for one in event.lots if "cream" not in one.get("kind", "")]
    creams = [lot_in_words(one) for one in event.lots if "cream" in one.get("kind", "")]
    return {
        "device": device_called(device.get("key", "")) or device_in_words(device),
        "device_type": "Microneedling device with single-use cartridge" if device else "",
        "numbers": "; ".join(filter(None, (device.get("model", ""), serial, *cartridges))),
        "operator": "Health professional" if event.session is not None else "",
        "others": "; ".join(creams),
    }


def _reporter(event: AdverseEvent, clinic: Clinic, by: Account) -> dict[str, str]:
    address = ", ".join(filter(None, (by.name, clinic.name, *clinic.address.splitlines())))
    contact = ", ".join(filter(None, (clinic.phone, clinic.email)))
    sent = Sending.objects.filter(report__event=event).values_list("receiver", flat=True)
    return {
        "reporter": address,
        "contact": contact,
        "reporter_all": "; ".join(filter(None, (address, contact))),
        "occupation": ", ".join(role.label for role in by.roles),
        "submitter": "Other: user of the device (clinic)",
        "also": "; ".join(dict.fromkeys(sent)),
    }


@transaction.atomic
def report_make(
    *, by: Account, event: AdverseEvent, form: str, duty: str, values: Sequence[str]
) -> Report:
    """Keeps a report as it is to be sent. What is left empty is written down as not known."""
    require(by, Right.WRITE_NOTES)
    held_kept(event.patient_id)
    if form not in FORMS or duty not in Duty.values:
        raise ValidationError("Say whether it is voluntary or asked for by law.")
    asked = FORMS[form]
    if len(values) != len(asked.fields):
        raise ValidationError("The fields of this report have changed. Open it anew.")
    fields = [
        [field.number, field.name, value.strip()[:MOST] or NOT_KNOWN]
        for field, value in zip(asked.fields, values, strict=True)
    ]
    made = Report.objects.create(
        event=event,
        form=form,
        edition=asked.edition[:500],
        duty=duty,
        fields=fields,
        by=by,
        by_name=by.name,
    )
    _log(by, made, "adverse.reported", fields=(form, duty))
    return made


@transaction.atomic
def report_sent(
    *, by: Account, report: Report, sent_on: date, receiver: str, reference: str = ""
) -> Sending:
    """Writes down that it was sent, with the number it is known by there, if one was given."""
    require(by, Right.WRITE_NOTES)
    held_kept(report.event.patient_id)
    if not receiver.strip():
        raise ValidationError("Say to whom it was sent.")
    if not timezone.localdate(report.made_at) <= sent_on <= timezone.localdate():
        raise ValidationError(
            f"{sent_on.isoformat()}: it was made on "
            f"{timezone.localdate(report.made_at).isoformat()} and is sent then or later, up to "
            "today."
        )
    made = Sending.objects.create(
        report=report,
        sent_on=sent_on,
        receiver=receiver.strip()[:200],
        reference=reference.strip()[:120],
        by=by,
        by_name=by.name,
    )
    _log(by, report, "adverse.report_sent", fields=(report.form,))
    return made


def report_taken(*, by: Account, report: Report) -> None:
    """Writes down that somebody downloaded it."""
    _log(by, report, "adverse.report_taken", fields=(report.form,))


def _log(by: Account, report: Report, action: str, *, fields: Sequence[str]) -> None:
    about = report.event.patient_id
    record(by=by.actor, action=action, subject=report, patient_id=about, fields=fields)


def title_of(report: Report) -> str:
    """What a report is called; its key where the form is here no more."""
    return FORMS[report.form].title if report.form in FORMS else report.form


def forms_told() -> Mapping[str, str]:
    """Every report that can be made, by key."""
    return {key: form.title for key, form in FORMS.items()}
