"""Why somebody leaves."""

from django import forms


class RemoveForm(forms.Form):
    """The reason."""

    reason = forms.CharField(
        label="Why", max_length=300, min_length=5, help_text="For example: entered twice"
    )


class EraseForm(forms.Form):
    """The reason, the law if the record would still be kept, and the name typed out."""

    reason = forms.CharField(
        label="Why",
        max_length=300,
        min_length=5,
        help_text="For example: asked for it in a letter of 3 May",
    )
    law = forms.CharField(
        label="Which law asks for it",
        max_length=150,
        required=False,
        help_text="Needed while the clinic still keeps the record",
    )
    typed = forms.CharField(label="Type the person's whole name", max_length=170)

    def __init__(self, *args: object, name: str, data: dict[str, str] | None = None) -> None:
        super().__init__(data)
        self.name = name

    def clean_typed(self) -> str:
        """It cannot be undone, so it is not done by a slip."""
        typed = str(self.cleaned_data["typed"]).strip()
        if typed != self.name:
            raise forms.ValidationError(f"That is not “{self.name}”. Nothing was erased.")
        return typed
