"""What a course is searched for."""

from typing import Any

from django import forms

from percuta_clinic.planning.science_search import Wished

GAINS = [("10", "a tenth"), ("25", "a quarter"), ("50", "half"), ("75", "three quarters")]
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class WishForm(forms.Form):
    """A wished gain, by when, and what it may cost at the most."""

    want = forms.ChoiceField(choices=GAINS, initial="25", label="Better by at least")
    by = forms.DateField(
        required=False, widget=DAY, label="By", help_text="Empty: three months after the end."
    )
    visits = forms.IntegerField(
        required=False, min_value=1, max_value=20, label="Visits at the most"
    )
    red_days = forms.FloatField(
        required=False, min_value=1, max_value=200, label="Red days at the most, in all"
    )
    budget = forms.FloatField(
        required=False, min_value=1, max_value=1_000_000, label="Price at the most"
    )

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["budget"].label = f"Price at the most, in {currency}"

    @property
    def wished(self) -> Wished:
        """The wish, once it is valid."""
        told = self.cleaned_data
        return Wished(
            least=int(told["want"]) / 100,
            by=told["by"],
            visits=told["visits"],
            red_days=told["red_days"],
            budget=told["budget"],
        )
