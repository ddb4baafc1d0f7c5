"""The stages of a service, row by row; who books it and who does it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from percuta_clinic.booking.models import Part, Place, Service, WhoBooks
from percuta_clinic.booking.stages import Stage
from percuta_clinic.booking.staging import MOST_STAGES
from percuta_clinic.people.models import Account
from percuta_clinic.people.queries import having
from percuta_clinic.people.rights import Role


class StageForm(forms.Form):
    """One row."""

    part = forms.ChoiceField(label="Stage", choices=Part.choices)
    minutes = forms.IntegerField(
        label="Minutes",
        min_value=1,
        max_value=300,
        widget=forms.NumberInput(attrs={"min": 1, "max": 300, "inputmode": "numeric"}),
    )
    specialist = forms.BooleanField(label="Specialist", required=False)
    assistant = forms.BooleanField(label="Assistant", required=False)
    device = forms.BooleanField(label="Device", required=False)
    place = forms.ChoiceField(
        label="Place",
        required=False,
        choices=[(Place.CHAIR, "A chair"), (Place.ROOM, "Whole room"), (Place.NONE, "None")],
    )

    @property
    def stage(self) -> Stage:
        """What was typed."""
        given = self.cleaned_data
        return Stage(
            part=Part(given["part"]),
            minutes=given["minutes"],
            specialist=given["specialist"],
            assistant=given["assistant"],
            device=given["device"],
            place=Place(given["place"]),
        )


def rows_of(stages: Sequence[Stage]) -> list[StageForm]:
    """Stages as rows to be changed."""
    return [StageForm(prefix=f"s{at}", initial=vars(one)) for at, one in enumerate(stages)]


def rows_sent(data: Mapping[str, Any]) -> list[StageForm]:
    """The rows of a page that was sent, in order."""
    there = [at for at in range(MOST_STAGES + 1) if f"s{at}-part" in data]
    return [StageForm(data, prefix=f"s{at}") for at in there]


class TermsForm(forms.Form):
    """Who books, after what, who does it."""

    who_books = forms.ChoiceField(
        label="Who may book it online", choices=WhoBooks.choices, widget=forms.RadioSelect
    )
    after = forms.ModelChoiceField(
        label="The service that comes first",
        queryset=Service.objects.none(),
        required=False,
        empty_label="None",
        help_text="Only for “patients who had another service first”.",
    )
    is_consultation = forms.BooleanField(
        label="A first consultation: whoever had it counts as seen", required=False
    )
    done_by = forms.ModelMultipleChoiceField(
        label="Who does it",
        queryset=Account.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Nobody ticked: every specialist and doctor.",
    )

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        after, people = self.fields["after"], self.fields["done_by"]
        if isinstance(after, forms.ModelChoiceField):
            after.queryset = Service.objects.filter(is_offered=True).exclude(pk=service.pk)
        if isinstance(people, forms.ModelMultipleChoiceField):
            people.queryset = having(Role.SPECIALIST, Role.DOCTOR)

    @property
    def details(self) -> dict[str, Any]:
        """What was typed."""
        given = self.cleaned_data
        return {
            "who_books": WhoBooks(given["who_books"]),
            "after": given["after"],
            "is_consultation": given["is_consultation"],
            "done_by": list(given["done_by"]),
        }
