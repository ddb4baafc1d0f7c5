"""Forms about comments: a decision, a reply, a release."""

from django import forms

from percuta_clinic.comments.models import Kind

DECISIONS = [(one.value, one.label) for one in (Kind.APPROVED, Kind.REJECTED, Kind.SPAM)]


class VersionForm(forms.Form):
    """``version`` is what the page showed."""

    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)


class DecisionForm(VersionForm):
    """What was decided, and perhaps why."""

    kind = forms.ChoiceField(choices=DECISIONS)
    reason = forms.CharField(label="Why, if it helps others", max_length=300, required=False)


class ReplyForm(VersionForm):
    """Words for everybody; what is wrong with them is said by the service and its guard."""

    text = forms.CharField(max_length=10_000, required=False)


class ReleaseForm(VersionForm):
    """Why a held reply confirms nobody."""

    reason = forms.CharField(max_length=300, required=False)
