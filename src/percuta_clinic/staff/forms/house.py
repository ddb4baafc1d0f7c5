"""The house protocol as a form: one field for each default, empty where the evidence's stays."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import slugify

from percuta_clinic.planning.defaults import GROUPS, Default


class HouseForm(forms.Form):
    """Defaults with their walls, the reason, the statement."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Why these defaults",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="It stands beside each number that it moves, in every plan from now on.",
        error_messages={"required": "Say why the defaults are moved; every plan shows it."},
    )
    agreed = forms.BooleanField(error_messages={"required": "Tick the statement to sign."})

    def __init__(
        self,
        *args: Any,
        known: Sequence[Default],
        content: Mapping[str, Any],
        statement: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.known = known
        self.fields["agreed"].label = statement
        for one in known:
            self.fields[_field(one)] = _number(one, content.get(one.group, {}).get(one.key))

    @property
    def groups(self) -> list[dict[str, Any]]:
        """Defaults by what they are about, each with its field."""
        return [self._group(group, title) for group, title in GROUPS.items()]

    def _group(self, group: str, title: str) -> dict[str, Any]:
        """A group opens where something in it is moved, or wrong."""
        mine = [one for one in self.known if one.group == group]
        rows = [{"one": one, "field": self[_field(one)]} for one in mine]
        fields = [self[_field(one)] for one in mine]
        moved = sum(field.value() not in (None, "") for field in fields)
        most = max((one.walls[1] for one in mine), key=lambda wall: wall.value)
        return {
            "key": group,
            "title": title,
            "rows": rows,
            "moved": f"{moved} moved" if moved else "",
            "open": moved or any(field.errors for field in fields),
            "most": f"{most.value:g}",
            "most_why": most.why,
        }

    def clean(self) -> dict[str, Any]:
        """A value outside a wall is refused at its field, with the wall."""
        found = super().clean() or {}
        for one in self.known:
            value = found.get(_field(one))
            if value is not None and (why := one.refused(float(value))):
                self.add_error(_field(one), why)
        return found

    @property
    def content(self) -> dict[str, Any]:
        """What is moved; nothing else."""
        made: dict[str, dict[str, Any]] = {}
        for one in self.known:
            value = self.cleaned_data.get(_field(one))
            if value is not None:
                number = float(value) if one.group == "depth_up_to_mm" else int(value)
                made.setdefault(one.group, {})[one.key] = number
        return made


def _field(one: Default) -> str:
    return f"{one.group}-{slugify(one.key)}"


def _number(one: Default, value: float | None) -> forms.Field:
    low, high = one.walls
    attrs = {"step": f"{one.limits.step:g}", "min": f"{low.value:g}", "max": f"{high.value:g}"}
    kind = forms.FloatField if one.group == "depth_up_to_mm" else forms.IntegerField
    return kind(
        label=one.label,
        required=False,
        initial=value,
        widget=forms.NumberInput(attrs=attrs | {"inputmode": "decimal"}),
    )
