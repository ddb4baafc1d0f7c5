"""Forms about the public pages: a text, a reason, one's own profile."""

from django import forms

from percuta_clinic.inform.models import Profile
from percuta_clinic.inform.services import LONGEST
from percuta_clinic.inform.words import Words


class TextForm(forms.Form):
    """A public text, with why it is published."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    title = forms.CharField(max_length=120)
    summary = forms.CharField(
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One or two sentences. Search engines show them.",
    )
    text = forms.CharField(
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 24}),
        help_text=(
            "An empty line begins a new paragraph. ## begins a heading, - an item of a list, "
            "**words** are bold, [words](/read/side-effects/) is a link."
        ),
    )
    why = forms.CharField(
        label="Why it changes",
        max_length=300,
        required=False,
        help_text="Needed to publish; the history keeps it.",
    )
    despite = forms.CharField(
        label="Why these words are right all the same",
        max_length=300,
        required=False,
        help_text="Needed only where words are named above.",
    )

    @property
    def words(self) -> Words:
        """What was typed, as a text."""
        given = self.cleaned_data
        return Words(title=given["title"], summary=given["summary"], text=given["text"])


class WhyForm(forms.Form):
    """A reason, and what the page was shown with."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput, required=False)
    why = forms.CharField(label="Why", max_length=300)


class ProfileForm(forms.Form):
    """How somebody wishes to be shown."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    name = forms.CharField(
        label="Name as shown", max_length=120, help_text="A first name is enough."
    )
    does = forms.CharField(
        label="What you do here", max_length=120, help_text="Such as: specialist for microneedling."
    )
    words = forms.CharField(
        label="In your own words",
        max_length=1200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="A few sentences, if you like. Say nothing about patients.",
    )
    agreed = forms.BooleanField(
        label="Show me on the public pages",
        required=False,
        help_text="Anybody can read it then. You can take it back at any time.",
    )

    @classmethod
    def of(cls, profile: Profile) -> "ProfileForm":
        """Filled from what is there."""
        return cls(
            initial={
                "seen": profile.version,
                "name": profile.name,
                "does": profile.does,
                "words": profile.words,
                "agreed": profile.agreed_at is not None,
            }
        )
