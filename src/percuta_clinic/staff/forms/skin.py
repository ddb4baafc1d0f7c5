"""What is seen in one place of the skin map."""

from typing import Any

from django import forms

from percuta_clinic.assessment.science import KINDS, SCARS_WITH_TYPES, TYPES, Measure, measures
from percuta_clinic.assessment.services import Told
from percuta_clinic.config.ids import new_id

ONLY_SEEN = "seen"
BOTH = "both"


class GradingForm(forms.Form):
    """One concern in one zone; ``graded`` is a level of one of its scales, or a scale to enter."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    zone = forms.CharField(max_length=40, widget=forms.HiddenInput)
    kind = forms.ChoiceField(choices=list(KINDS.items()), widget=forms.HiddenInput)
    graded = forms.CharField(
        max_length=100, error_messages={"required": "Choose a grade, or “seen, not graded”."}
    )
    scar_types = forms.MultipleChoiceField(
        choices=list(TYPES.items()), required=False, widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(max_length=300, required=False)

    @staticmethod
    def begun(*, zone: str, kind: str) -> "GradingForm":
        """Nothing is chosen yet."""
        return GradingForm(initial={"key": new_id(), "zone": zone, "kind": kind})

    @property
    def shown_kind(self) -> str:
        """The concern it is about; empty if it is none."""
        kind = str(self["kind"].value() or "")
        return kind if kind in KINDS else ""

    @property
    def scales(self) -> tuple[Measure, ...]:
        """The scales to choose a grade from."""
        return measures(self.shown_kind) if self.shown_kind else ()

    @property
    def types(self) -> dict[str, str]:
        """Types of scars to tell, where the concern has any."""
        return dict(TYPES) if self.shown_kind == SCARS_WITH_TYPES else {}

    @property
    def chosen(self) -> str:
        """The grade that is ticked."""
        return str(self["graded"].value() or "")

    @property
    def chosen_types(self) -> list[str]:
        """The types that are ticked."""
        return list(self["scar_types"].value() or [])

    def clean(self) -> dict[str, Any]:
        """Reads the scale and the grade out of one choice."""
        found = super().clean() or {}
        graded = str(found.get("graded", ""))
        scale, _, level = graded.partition(":")
        found["scale"], found["grade"] = "", None
        if graded == ONLY_SEEN or "graded" not in found:
            return found
        if not scale:
            self.add_error("graded", "Choose a grade, or “seen, not graded”.")
        found["scale"] = scale
        try:
            typed = level or self.score(scale)
            found["grade"] = float(typed.replace(",", ".")) if typed else None
        except ValueError:
            self.add_error("graded", f"{typed[:20]!r} is no grade of this scale.")
        if found["grade"] is None and not self.errors:
            self.add_error("graded", "Enter the score on this scale, or choose another answer.")
        return found

    def score(self, scale: str) -> str:
        """What was typed for a scale without levels; each has a field of its own."""
        return str(self.data.get(f"score-{scale}", "")).strip()

    @property
    def typed(self) -> dict[str, str]:
        """The same for every scale of the concern."""
        return {one.key: self.score(one.key) for one in self.scales if not one.levels}

    def told(self) -> Told:
        """What was seen, once it is valid."""
        given = self.cleaned_data
        return Told(
            kind=given["kind"],
            scale=given["scale"],
            grade=given["grade"],
            scar_types=given["scar_types"],
            note=given["note"],
        )


class TakeBackForm(forms.Form):
    """Why a grading does not count any more."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    why = forms.CharField(max_length=300, error_messages={"required": "Say in a few words why."})
