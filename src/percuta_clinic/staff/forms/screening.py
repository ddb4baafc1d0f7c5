"""Forms of the screening and the answers of a patient."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from percuta_clinic.intake.models import Source
from percuta_clinic.screening.models import What

SOURCES = [
    (Source.WITH_STAFF.value, "asked in person"),
    (Source.EXAMINED.value, "seen"),
]
DAYS_AHEAD = 730
SEEN_BY = timedelta(days=14)
COMES_BACK = "Comes back to your list after"
UNLESS = "Unless an answer says before then that the spot was looked at and cleared."
REASON = {"required": "Say why in a few words. It stays with the decision."}


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class TreatmentDay(forms.DateField):
    """A day of treatment, within two years of today."""

    def clean(self, value: Any) -> Any:
        """Refuses what no rule can count from."""
        day = super().clean(value)
        if day is not None and abs((day - timezone.localdate()).days) > DAYS_AHEAD:
            raise forms.ValidationError(
                f"{day.isoformat()} is more than two years from today. Choose a nearer day."
            )
        return day


class DayForm(forms.Form):
    """The day of treatment that is looked at."""

    day = TreatmentDay(label="Day of treatment", widget=_day())


class DecisionForm(forms.Form):
    """A doctor's word on one finding."""

    rule = forms.CharField(max_length=40, widget=forms.HiddenInput)
    day = TreatmentDay(widget=forms.HiddenInput)
    seen = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    all_zones = forms.CharField(max_length=2000, required=False, widget=forms.HiddenInput)
    what = forms.ChoiceField(
        label="What you decide",
        choices=[
            (What.GO_ON.value, "It may go on"),
            (What.HOLD.value, "It is held back"),
            (What.REFERRED.value, "Referred without delay; needles stay away"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you decide."},
    )
    zones = forms.MultipleChoiceField(
        label="Where", required=False, widget=forms.CheckboxSelectMultiple
    )
    until = forms.DateField(
        label="Until",
        widget=_day(),
        help_text="Your decision ends after this day, or when an answer behind it changes.",
        error_messages={"required": "Choose a day, at most a year ahead."},
    )
    reason = forms.CharField(
        label="Why",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages=REASON,
    )

    def __init__(
        self, *args: Any, zones: list[tuple[str, str]] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.refers = False
        choices: Any = zones or []
        field: Any = self.fields["zones"]
        field.choices = choices
        if len(choices) < 2:
            del self.fields["zones"]
        if self.data.get("what") == What.REFERRED:
            self._for_referral()

    def offer(self, can: tuple[What, ...]) -> None:
        """Leaves only what may be decided; a single one is chosen already."""
        field: Any = self.fields["what"]
        field.choices = [one for one in field.choices if one[0] in can]
        if can == (What.REFERRED,):
            until = timezone.localdate() + SEEN_BY
            self.initial = {**self.initial, "what": What.REFERRED.value, "until": until}
            self._for_referral()

    def _for_referral(self) -> None:
        self.refers = True
        self.fields["what"].label = "What is written down"
        until, reason = self.fields["until"], self.fields["reason"]
        until.label, reason.label = COMES_BACK, "To whom, and how the patient was told"
        until.help_text = UNLESS

    @staticmethod
    def begun(*, rule: str, day: date, seen: str, zones: tuple[str, ...]) -> dict[str, Any]:
        """What stands in it before anything is decided."""
        return {
            "rule": rule,
            "day": day,
            "seen": seen,
            "zones": list(zones),
            "all_zones": " ".join(zones),
            "until": day + timedelta(days=28),
        }


class WithdrawForm(forms.Form):
    """Why a decision is taken back."""

    why = forms.CharField(label="Why it is withdrawn", max_length=500, error_messages=REASON)


class AnswerForm(forms.Form):
    """An answer that staff enter: asked in person, or seen."""

    form = forms.UUIDField(widget=forms.HiddenInput)
    key = forms.CharField(max_length=60, widget=forms.HiddenInput)
    given = forms.CharField(max_length=20)
    day = forms.CharField(max_length=20, required=False)
    zones = forms.CharField(max_length=40, required=False)
    source = forms.ChoiceField(choices=SOURCES)
    reason = forms.CharField(max_length=300, required=False)


class TextForm(forms.Form):
    """Something told in own words, put right."""

    form = forms.UUIDField(widget=forms.HiddenInput)
    key = forms.CharField(max_length=60, widget=forms.HiddenInput)
    text = forms.CharField(max_length=30_000, required=False)
    source = forms.ChoiceField(choices=SOURCES)
    reason = forms.CharField(max_length=300, required=False)
