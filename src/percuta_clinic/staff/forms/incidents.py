"""Words that close an incident, or are added to it."""

from django import forms


class IncidentForm(forms.Form):
    """One text; the service says whether it will do."""

    words = forms.CharField(max_length=1000, required=False, widget=forms.Textarea({"rows": 3}))
