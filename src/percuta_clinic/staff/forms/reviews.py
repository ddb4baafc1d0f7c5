"""What a clinician saw at a review: a grade for each place, GAIS, words."""

from collections.abc import Sequence
from typing import Any

from django import forms

from percuta_clinic.assessment.science import Measure
from percuta_clinic.config.ids import new_id
from percuta_clinic.review.models import Review, What
from percuta_clinic.review.science import GAIS
from percuta_clinic.review.scores import Place
from percuta_clinic.review.services import Saw

NOT_GRADED = ""
LONG = {"max_length": "At most %(limit_value)d characters are kept. Shorten it."}


class ReviewForm(forms.Form):
    """One place after the other, on the scale it was graded on before; nothing is filled in."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    gais = forms.ChoiceField(choices=[("", ""), *GAIS.items()], required=False)
    note = forms.CharField(max_length=1000, required=False, error_messages=LONG)
    why = forms.CharField(max_length=300, required=False, error_messages=LONG)

    def __init__(
        self, *args: Any, places: Sequence[Place], earlier: Review | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.places = [one for one in places if one.measure is not None]
        self.earlier = earlier
        kept = {one["place"]: one["grade"] for one in earlier.scores} if earlier else {}
        for place in self.places:
            self.fields[place.field] = forms.CharField(
                required=False, max_length=20, initial=_typed(kept.get(place.field))
            )

    @staticmethod
    def begun(places: Sequence[Place], earlier: Review | None) -> "ReviewForm":
        """Empty, or for an amendment what stands there now."""
        known: dict[str, Any] = {"key": new_id()}
        if earlier is not None:
            known |= {"gais": _typed(earlier.gais), "note": earlier.note}
        return ReviewForm(places=places, earlier=earlier, initial=known)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Every place with its scale and what is chosen or typed."""
        return [
            {
                "place": place,
                "measure": place.measure,
                "name": place.field,
                "value": str(self[place.field].value() or ""),
                "errors": self[place.field].errors,
                "levels": self._levels(place.measure),
            }
            for place in self.places
        ]

    @staticmethod
    def _levels(measure: Measure | None) -> list[tuple[str, str]]:
        return [(one.number, one.words) for one in measure.levels] if measure else []

    @property
    def grades(self) -> list[tuple[str, str]]:
        """The five grades of change."""
        return list(GAIS.items())

    @property
    def chosen(self) -> str:
        """The grade of change that is ticked."""
        return str(self["gais"].value() or "")

    def clean(self) -> dict[str, Any]:
        """Reads each grade; one that is no number is named with its place."""
        found = super().clean() or {}
        for place in self.places:
            typed = str(found.get(place.field) or "").strip()
            try:
                found[place.field] = float(typed.replace(",", ".")) if typed else None
            except ValueError:
                self.add_error(place.field, f"{typed!r} is no score. Enter a number, such as 4.5.")
        return found

    def saw(self) -> Saw:
        """What was seen, once it is valid."""
        given = self.cleaned_data
        return Saw(
            grades={place.field: given[place.field] for place in self.places},
            gais=int(given["gais"]) if given["gais"] else None,
            note=given["note"],
            why=given["why"],
        )


def _typed(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


class DecisionForm(forms.Form):
    """Whether a course goes on, and why."""

    what = forms.ChoiceField(
        choices=What.choices, error_messages={"required": "Choose what is to be done."}
    )
    why = forms.CharField(
        max_length=500, error_messages={"required": "Say in a few words why."} | LONG
    )


class DaysForm(forms.Form):
    """The days of reviews as they are typed: 31, 92, 184."""

    days = forms.CharField(max_length=100, error_messages={"required": "Give at least one day."})
    reason = forms.CharField(
        max_length=500, error_messages={"required": "Say in a few words why."} | LONG
    )
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def clean_days(self) -> list[int]:
        """Whole numbers with commas or spaces between."""
        parts = self.cleaned_data["days"].replace(",", " ").split()
        wrong = next((one for one in parts if not one.isdecimal() or len(one) > 4), None)
        if wrong is not None:
            raise forms.ValidationError(f"{wrong!r} is no number of days. Write 31, 92, 184.")
        return [int(one) for one in parts]
