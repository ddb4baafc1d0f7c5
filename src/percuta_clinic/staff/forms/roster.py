"""Working hours as they are typed, absences, holidays."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms

from percuta_clinic.people.models import Account
from percuta_clinic.people.queries import staff
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import day_bounds
from percuta_clinic.roster.models import Weekday
from percuta_clinic.roster.weeks import Span, Week, checked, said
from percuta_clinic.staff.forms.settings import DayField

_ONE = re.compile(
    r"(\d{1,2})(?:[:.h](\d{2}))?\s*(?:-|\u2013|\u2014|to|until)\s*(\d{1,2})(?:[:.h](\d{2}))?",
    re.ASCII,
)
_APART = re.compile(r"\s*(?:,|;|\band\b|\n)\s*")
EXAMPLE = "09:00-13:00, 14:00-18:00"
WHOLE_CLINIC = "clinic"


def spans_typed(text: str, when: str) -> tuple[Span, ...]:
    """Reads “9-13, 14:00-17:30”; says what cannot be read."""
    pieces = [piece for piece in _APART.split(text.strip()) if piece]
    return checked([_span(piece, when) for piece in pieces], when)


def _span(piece: str, when: str) -> Span:
    found = _ONE.fullmatch(piece)
    if found is None:
        raise forms.ValidationError(
            f"{when}: {piece!r} cannot be read as hours. They look like {EXAMPLE}."
        )
    first, past, last, over = (int(number or 0) for number in found.groups())
    if first > 23 or past > 59 or last > 24 or over > 59 or (last == 24 and over):
        raise forms.ValidationError(f"{when}: {piece!r} is no time of a day.")
    return time(first, past), time(last % 24, over)


def time_field(label: str, **kwargs: Any) -> forms.TimeField:
    """A time, chosen in the browser's own clock."""
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, widget=widget, **kwargs)


def _uses() -> dict[str, forms.BooleanField]:
    return {
        "treats": forms.BooleanField(label="For visits of their own", required=False),
        "assists": forms.BooleanField(label="Helps at visits of others", required=False),
    }


class WeekForm(forms.Form):
    """Seven lines, what they are for, and the days they count."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for day in Weekday:
            self.fields[f"day{day.value}"] = forms.CharField(
                label=day.label,
                required=False,
                max_length=120,
                widget=forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"}),
            )
        self.fields |= _uses()
        self.fields["first_day"] = DayField(label="Counts from")
        self.fields["last_day"] = DayField(
            label="Until and including", required=False, help_text="Leave empty for good."
        )

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Each weekday with its field, and what can be drawn of it."""
        return [self._line(day) for day in Weekday]

    def _line(self, day: Weekday) -> dict[str, Any]:
        field = self[f"day{day.value}"]
        try:
            spans = spans_typed(str(field.value() or ""), day.label)
        except forms.ValidationError:
            spans = ()
        return {"day": day, "field": field, "spans": spans}

    def clean(self) -> dict[str, Any]:
        """Every line can be read, and something stands in them or did."""
        found = super().clean() or {}
        self.spans: dict[int, tuple[Span, ...]] = {}
        for day in Weekday:
            try:
                self.spans[day] = spans_typed(found.get(f"day{day.value}", ""), day.label)
            except forms.ValidationError as refusal:
                self.add_error(f"day{day.value}", refusal)
        return found

    @property
    def week(self) -> Week:
        """What was typed."""
        names = ("first_day", "last_day", "treats", "assists")
        return Week(spans=self.spans, **{name: self.cleaned_data[name] for name in names})


def typed_of(week: Week | None, *, first_day: date) -> dict[str, Any]:
    """A week as the form shows it."""
    if week is None:
        return {"first_day": first_day, "treats": True}
    lines = {f"day{day.value}": said(week.spans.get(day, ())) for day in Weekday}
    return lines | {"first_day": first_day, "treats": week.treats, "assists": week.assists}


class ExtraForm(forms.Form):
    """Hours on one day."""

    on_day = DayField(label="Day")
    begins = time_field("From")
    ends = time_field("Until", help_text="00:00 is the end of the day.")
    treats = forms.BooleanField(label="For visits of their own", required=False, initial=True)
    assists = forms.BooleanField(label="Helps at visits of others", required=False)


class AwayForm(forms.Form):
    """Who is away and when; without times it is whole days."""

    who = forms.ChoiceField(label="Who")
    first_day = DayField(label="First day")
    last_day = DayField(label="Last day")
    begins = time_field("From", required=False)
    ends = time_field("Until", required=False)
    why = forms.CharField(
        label="What for",
        max_length=120,
        required=False,
        help_text="Staff see it, patients never. Such as: holiday, course, Easter Monday.",
    )

    def __init__(self, *args: Any, clinic: Clinic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clinic = clinic
        self.people = {str(one.pk): one for one in staff()}
        field = self.fields["who"]
        if isinstance(field, forms.ChoiceField):
            field.choices = _choices(self.people.values())

    def clean(self) -> dict[str, Any]:
        """It ends after it begins; times come in twos."""
        found = super().clean() or {}
        first, last = found.get("first_day"), found.get("last_day")
        begins, ends = found.get("begins"), found.get("ends")
        if first and last and last < first:
            self.add_error("last_day", f"{last:%-d %B %Y} lies before {first:%-d %B %Y}.")
        elif (begins is None) != (ends is None):
            name = "ends" if ends is None else "begins"
            self.add_error(name, "Enter both times, or none for whole days.")
        elif first and last and begins and ends and self._at(last, ends) <= self._at(first, begins):
            self.add_error("ends", f"{ends:%H:%M} is not after {begins:%H:%M}.")
        return found

    @property
    def details(self) -> dict[str, Any]:
        """Who, and from when until when."""
        given = self.cleaned_data
        starts, _ = day_bounds(given["first_day"], self.clinic)
        _, ends = day_bounds(given["last_day"], self.clinic)
        if given["begins"] is not None:
            starts = self._at(given["first_day"], given["begins"])
            ends = self._at(given["last_day"], given["ends"])
        who: Account | None = self.people.get(given["who"])
        return {"account": who, "starts_at": starts, "ends_at": ends, "why": given["why"]}

    def _at(self, day: date, at: time) -> datetime:
        """An end at 00:00 is the end of that day."""
        found = datetime.combine(day, at, tzinfo=self.clinic.zone)
        is_end = at == time(0) and at == self.cleaned_data.get("ends")
        return found + timedelta(days=1) if is_end else found


def _choices(people: Iterable[Account]) -> list[tuple[str, str]]:
    return [
        ("", "Choose who"),
        (WHOLE_CLINIC, "The whole clinic is shut"),
        *((str(one.pk), one.name) for one in people),
    ]
