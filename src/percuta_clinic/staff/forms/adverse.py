"""What is filled in about an adverse event."""

from typing import Any

from django import forms

from percuta_clinic.adverse.models import AdverseEvent
from percuta_clinic.adverse.science import (
    ENDS,
    OUTCOMES,
    RELATIONS,
    SERIOUS,
    SEVERITIES,
    TERMS,
)
from percuta_clinic.config.ids import new_id
from percuta_clinic.intake.science.places import places
from percuta_clinic.patients.models import Patient
from percuta_clinic.staff.forms.settings import DayField
from percuta_clinic.treatment.models import Session

NOT_KNOWN = ("", "not known")


def _meant(choices: Any) -> list[tuple[str, str]]:
    return [(key, f"{one.words.capitalize()}: {one.means}") for key, one in choices.items()]


def _terms() -> list[tuple[str, str]]:
    found = sorted((one.words, key, one.plain) for key, one in TERMS.items() if key != "other")
    listed = [(key, f"{words} ({plain})") for words, key, plain in found]
    return [("", "Choose"), *listed, ("other", TERMS["other"].words)]


def _zones() -> list[Any]:
    groups = [(name, [(one.key, one.words) for one in found]) for name, found in places()]
    return [("", "Not known, or everywhere"), *groups]


def _text(label: str, *, rows: int = 3, required: bool = True, words: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=2000,
        required=required,
        help_text=words,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def _sessions(patient: Patient) -> list[tuple[str, str]]:
    rows = Session.objects.filter(patient=patient, visit__patient=patient)
    rows = rows.select_related("visit__service").order_by("-opened_at")
    named = [(str(one.pk), f"{one.opened_at:%-d %B %Y}, {one.visit.service}") for one in rows]
    return [("", "None, or not known"), *named]


class _OfPatient(forms.Form):
    """Fields that say what happened; ``patient`` is whose sessions can be chosen."""

    term = forms.ChoiceField(label="What", choices=_terms)
    severity = forms.ChoiceField(
        label="Severity", choices=[NOT_KNOWN, *_meant(SEVERITIES)], required=False
    )
    zone = forms.ChoiceField(label="Where", choices=_zones, required=False)
    onset_on = DayField(
        label="Began on", required=False, help_text="Leave it empty if nobody knows."
    )
    session = forms.ChoiceField(
        label="Session it may come from",
        required=False,
        help_text="Device and lots are taken from it.",
    )

    def __init__(self, *args: Any, patient: Patient, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["session"]
        field.choices = _sessions(patient)

    def clean_session(self) -> Session | None:
        """The session behind the key, of this patient's alone."""
        key = self.cleaned_data["session"]
        return Session.objects.get(pk=key) if key else None


class EventForm(_OfPatient):
    """A new event."""

    words = _text("What happened", words="What was seen or told, by whom, and what was done.")
    key = forms.UUIDField(widget=forms.HiddenInput)
    check_in = forms.UUIDField(widget=forms.HiddenInput, required=False)

    field_order = ("term", "words", "severity", "onset_on", "zone", "session", "key", "check_in")

    @classmethod
    def begun(cls, *, patient: Patient, **known: Any) -> "EventForm":
        """With what is known; it is kept once however often it is sent."""
        return cls(patient=patient, initial={"key": new_id(), **known})


class AmendForm(_OfPatient):
    """What was said is put right; what stood there stays in the history."""

    why = forms.CharField(label="Why", max_length=500, help_text="It stays with the event.")

    @classmethod
    def of(cls, event: AdverseEvent, data: Any = None) -> "AmendForm":
        """Filled with what stands there."""
        initial = {
            "term": event.term,
            "severity": event.severity,
            "zone": event.zone,
            "onset_on": event.onset_on,
            "session": str(event.session_id or ""),
        }
        return cls(data, patient=event.patient, initial=initial, auto_id="amend_%s")


class FollowForm(forms.Form):
    """How it stands today."""

    words = _text("How it stands", words="What was seen or told, and by whom.")
    outcome = forms.ChoiceField(
        label="Outcome so far",
        required=False,
        choices=[("", "nothing new"), *_meant(OUTCOMES)],
    )
    next_on = DayField(
        label="Next look on",
        required=False,
        help_text="Left empty: within a week, or tomorrow where it is severe or not known.",
    )


class AssessForm(forms.Form):
    """A doctor's assessment."""

    severity = forms.ChoiceField(
        label="Severity", choices=_meant(SEVERITIES), widget=forms.RadioSelect
    )
    serious = forms.MultipleChoiceField(
        label="Serious, because of",
        choices=_meant(SERIOUS),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick nothing if it is not serious.",
    )
    relation = forms.ChoiceField(
        label="Through the treatment", choices=_meant(RELATIONS), widget=forms.RadioSelect
    )
    words = _text("Assessment", words="What it is, and what speaks for and against it.")


class CloseForm(forms.Form):
    """How it ended, and why treatment may go on."""

    outcome = forms.ChoiceField(
        label="How it ended",
        choices=[("", "Choose"), *(one for one in _meant(OUTCOMES) if one[0] in ENDS)],
    )
    words = _text("Why treatment may go on", rows=2, words="Or that it may not, and why.")


class ReopenForm(forms.Form):
    """Why a closed event is opened again."""

    why = forms.CharField(label="Why it is opened again", max_length=500)
