"""Who is on call, typed; and how long tasks may wait."""

from collections.abc import Iterable
from typing import Any

from django import forms

from percuta_clinic.duty.models import DutyRules
from percuta_clinic.people.models import Account
from percuta_clinic.roster.models import Weekday
from percuta_clinic.staff.forms.roster import time_field
from percuta_clinic.staff.forms.settings import DayField
from percuta_clinic.staff.forms.typed import DutyRulesBase

OVER = "One that ends before it begins ends on the next day; two times alike are 24 hours."


class _People(forms.Form):
    """Chooses among people who can be on call."""

    ids = "%s"  # two of these stand on one page

    def __init__(self, *args: Any, people: Iterable[Account], **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", self.ids)
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        named = [(key, one.name) for key, one in self.people.items()]
        self._choose("who", [("", "Choose who"), *named])
        self._choose("instead_of", [("", "Nobody: on top of the week"), *named])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields.get(name)
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    @property
    def details(self) -> dict[str, Any]:
        """What was typed, with people in place of their keys."""
        given = dict(self.cleaned_data)
        given["account"] = self.people[given.pop("who")]
        if "instead_of" in given:
            given["instead_of"] = self.people.get(given["instead_of"])
        return given


class WeeklyForm(_People):
    """On call every week."""

    ids = "weekly-%s"
    who = forms.ChoiceField(label="Who")
    weekdays = forms.TypedMultipleChoiceField(
        label="Days on which it begins",
        choices=Weekday.choices,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    begins = time_field("From")
    ends = time_field("Until", help_text=OVER)
    first_day = DayField(label="Counts from")


class OnceForm(_People):
    """On call on one day, or in place of somebody."""

    ids = "once-%s"
    who = forms.ChoiceField(label="Who")
    on_day = DayField(label="Day on which it begins")
    begins = time_field("From")
    ends = time_field("Until", help_text=OVER)
    instead_of = forms.ChoiceField(
        label="Instead of",
        required=False,
        help_text="An exchange: that person is not on call then.",
    )


class DutyRulesForm(DutyRulesBase):
    class Meta:
        model = DutyRules
        fields = (
            "line",
            *("take_now", "due_now", "take_today", "due_today", "take_watch", "due_watch"),
        )
        labels = {"line": "Number to call when nobody is on call"}
        help_texts = {
            "line": "Patients read it outside your hours when nobody looks, such as an on-call "
            "service of doctors. In an emergency they read whom to call as set under Clinic."
        }
