"""Forms about consents: the texts, an offer, an answer, a withdrawal."""

from typing import Any

from django import forms

from percuta_clinic.booking.models import Service
from percuta_clinic.consent.models import Consent, Kind, Level
from percuta_clinic.consent.queries import levels_left
from percuta_clinic.consent.services import LONGEST as LONGEST_WORDS
from percuta_clinic.consent.starting import Statement, Words
from percuta_clinic.consent.texts import LONGEST, LONGEST_STATEMENT, MOST_STATEMENTS
from percuta_clinic.patients.models import Contact, Patient

SPARE = 2
KINDS = (("tick", "a box to tick"), ("choice", "yes or no"))


class ConsentTextForm(forms.Form):
    """A text with its statements; rows left empty are left out."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    title = forms.CharField(max_length=120)
    body = forms.CharField(
        label="What it says",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text="An empty line begins a new paragraph. Short words and sentences.",
    )

    def __init__(self, *args: Any, words: Words, version: int, **kwargs: Any) -> None:
        kwargs["initial"] = {"version": version, "title": words.title, "body": words.body}
        super().__init__(*args, **kwargs)
        self.count = min(len(words.statements) + SPARE, MOST_STATEMENTS)
        for number in range(self.count):
            known = words.statements[number] if number < len(words.statements) else None
            self._add(number, known)

    def _add(self, number: int, known: Statement | None) -> None:
        self.fields[f"text_{number}"] = forms.CharField(
            label=f"Statement {number + 1}",
            max_length=LONGEST_STATEMENT,
            required=False,
            initial=known["text"] if known else "",
        )
        self.fields[f"kind_{number}"] = forms.ChoiceField(
            label="Answered by",
            choices=KINDS,
            required=False,
            initial=known["kind"] if known else "tick",
        )
        self.fields[f"required_{number}"] = forms.BooleanField(
            label="Needed", required=False, initial=known["required"] if known else True
        )
        self.fields[f"key_{number}"] = forms.SlugField(
            required=False, widget=forms.HiddenInput, initial=known["key"] if known else ""
        )

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The fields of each statement."""
        names = ("text", "kind", "required", "key")
        return [{name: self[f"{name}_{n}"] for name in names} for n in range(self.count)]

    @property
    def words(self) -> Words:
        """What was typed, as a text."""
        given = self.cleaned_data
        statements: list[Statement] = [
            {
                "key": given[f"key_{n}"],
                "text": given[f"text_{n}"],
                "required": given[f"required_{n}"],
                "kind": given[f"kind_{n}"] or "tick",
            }
            for n in range(self.count)
            if given[f"text_{n}"]
        ]
        return Words(title=given["title"], body=given["body"], statements=tuple(statements))


class UseForm(forms.Form):
    """What a new text means for those who signed; asked only where somebody could have signed."""

    meaning = forms.ChoiceField(
        label="What the new words change",
        choices=(
            ("same", "Only how it is said: what was signed still counts"),
            ("new", "What it means: whoever signed has to sign again"),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether what was signed still counts."},
    )
    people = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    sure = forms.BooleanField(required=False)

    def __init__(self, *args: Any, people: int, is_first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.concerned = people
        if is_first and not people:
            del self.fields["meaning"]
        if people:
            again = "1 person has" if people == 1 else f"{people} people have"
            self.fields["sure"].label = f"If the meaning changes: I know that {again} to sign again"
        else:
            del self.fields["sure"]

    def clean(self) -> dict[str, Any]:
        """Nobody outdates signatures without having read how many, counted now."""
        found = super().clean() or {}
        if found.get("meaning") != "new" or not self.concerned:
            return found
        if found.get("people") != self.concerned:
            self.add_error(
                None,
                f"The number has changed while you looked: {self.concerned} by now. Read whom it "
                "concerns, then press again.",
            )
        elif not found.get("sure"):
            self.add_error("sure", "Tick this to go on, or choose that what was signed counts.")
        return found

    @property
    def renews(self) -> bool:
        """Whether whoever signed signs again."""
        return bool(self.cleaned_data.get("meaning") == "new")


class OfferForm(forms.Form):
    """What is put before a patient, who signs, and whether to write to them."""

    kind = forms.ChoiceField(choices=Kind.choices, widget=forms.HiddenInput)
    service = forms.ModelChoiceField(
        Service.objects.filter(is_needling=True), required=False, widget=forms.HiddenInput
    )
    guardian = forms.ModelChoiceField(
        Contact.objects.none(),
        required=False,
        label="Signed by",
        empty_label="the patient",
        help_text="Choose a legal guardian only if a court or the law has named one.",
    )
    tell = forms.BooleanField(required=False, label="Write to the patient with a link")

    def __init__(self, *args: Any, patient: Patient, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        guardian: Any = self.fields["guardian"]
        guardian.queryset = patient.contacts.filter(ended_at=None)


class AnswerForm(forms.Form):
    """An answer to a question."""

    answer = forms.CharField(
        label="Your answer",
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="The patient reads it on their page and gets a message that it is there.",
        error_messages={"required": "Write the answer first."},
    )


class EndForm(forms.Form):
    """Why an offer is taken back."""

    reason = forms.CharField(
        max_length=300,
        label="Why it is taken back",
        error_messages={"required": "Say why it is taken back; it stays in the log."},
    )


class WithdrawForm(forms.Form):
    """What is withdrawn; of photographs also single uses."""

    levels = forms.MultipleChoiceField(
        label="What is withdrawn",
        choices=Level.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Leave all empty to withdraw the whole consent.",
    )
    reason = forms.CharField(
        max_length=500,
        required=False,
        label="Reason, if the patient gives one",
        help_text="Nobody has to give a reason.",
    )

    def __init__(self, *args: Any, consent: Consent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        left = [(one.value, one.label) for one in Level if one.value in levels_left(consent)]
        if len(left) < 2:
            del self.fields["levels"]
        else:
            levels: Any = self.fields["levels"]
            levels.choices = left

    @property
    def given(self) -> dict[str, Any]:
        """For the service: no level means all of it."""
        return {
            "levels": self.cleaned_data.get("levels") or None,
            "reason": self.cleaned_data["reason"],
        }
