"""The form under an article."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from percuta_clinic.comments.words import (
    LONGEST,
    LONGEST_NAME,
    SHORTEST,
    addresses_in,
    clean,
    clean_line,
    has_letters,
)
from percuta_clinic.website.forms.naming import refuse_no_name

LONGEST_EMAIL = 254
TRAP = "It filled in the field that people leave empty."


class Line(forms.CharField):
    """One line, without anything unseen in it."""

    def to_python(self, value: Any) -> str:
        """Made harmless before it is looked at."""
        return clean_line(str(value or ""))


class Lines(forms.CharField):
    """Plain lines."""

    def to_python(self, value: Any) -> str:
        """Made harmless before it is looked at."""
        return clean(str(value or ""))


class CommentForm(forms.Form):
    """``more`` is a trap: people do not see it, programs fill it in."""

    use_required_attribute = False
    name = Line(
        label="Name",
        help_text="Shown with your comment. It need not be your full name.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "The name is empty. Write how you want to be called here."},
    )
    email = Line(
        label="E-mail",
        help_text="Never shown. Stored encrypted and deleted 90 days after we decide.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "The e-mail address is empty. Write yours; it is shown to nobody."
        },
    )
    text = Lines(
        label="Comment",
        help_text="Plain text. Please nothing about your health that strangers should not know.",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "The comment is empty. Write what you want to say or ask."},
    )
    wants_letters = forms.BooleanField(
        label="Tell me by e-mail when it is shown or answered",
        help_text="With a link by which you can remove it at any time.",
        required=False,
    )
    more = forms.CharField(
        label="Leave this field empty",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    begun = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_name(self) -> str:
        """A name with letters, not an address."""
        name: str = self.cleaned_data["name"]
        if "@" in name:
            raise ValidationError(
                f"“{name[:LONGEST_NAME]}” looks like an e-mail address, and everybody would see "
                "it. Write a name."
            )
        if not has_letters(name):
            raise ValidationError(f"“{name}” has no letters. Write a name.")
        if len(name) > LONGEST_NAME:
            raise ValidationError(
                f"The name has {len(name)} characters; {LONGEST_NAME} is the most. Shorten it."
            )
        refuse_no_name(name)
        return name

    def clean_email(self) -> str:
        """An address something could be sent to."""
        email: str = self.cleaned_data["email"]
        if len(email) > LONGEST_EMAIL:
            raise ValidationError(
                f"The e-mail address has {len(email)} characters; {LONGEST_EMAIL} is the most. "
                "Check it."
            )
        try:
            validate_email(email)
        except ValidationError as error:
            raise ValidationError(
                f"“{email}” is not an e-mail address. It looks like name@mail.example."
            ) from error
        return email

    def clean_text(self) -> str:
        """Some words, not too many, and no address in them."""
        text: str = self.cleaned_data["text"]
        if len(text) < SHORTEST or not has_letters(text):
            raise ValidationError(f"“{text}” says too little. Write a sentence.")
        if len(text) > LONGEST:
            raise ValidationError(
                f"The comment has {len(text)} characters; {LONGEST} is the most. Shorten it by "
                f"{len(text) - LONGEST}."
            )
        if found := addresses_in(text):
            raise ValidationError(
                f"“{found[0]}” looks like an e-mail address, and everybody would see it. Take it "
                "out; we have yours from the field above."
            )
        return text

    @property
    def doubts(self) -> tuple[str, ...]:
        """Why a program may have filled it in."""
        return (TRAP,) if self.cleaned_data.get("more") else ()
