"""The forms a page holds, as a browser would find them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = "submit", "button", "image", "reset"


@dataclass(kw_only=True)
class Field:
    """One input; ``choices`` are the values it offers."""

    kind: str
    value: str = ""
    choices: list[str] = field(default_factory=list)


@dataclass(kw_only=True)
class Form:
    """Where it goes, and its fields by name."""

    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)


class _Reader(HTMLParser):
    def __init__(self, here: str) -> None:
        super().__init__()
        self.here, self.found, self.inside = here, [Form(action="", method="none")], ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            action = given.get("action") or self.here
            self.found.append(Form(action=action, method=given.get("method", "get").lower()))
        elif tag in ("input", "button") and given.get("name"):
            self._input(given, given.get("type", "text"))
        elif tag in ("select", "textarea") and given.get("name"):
            self.inside = given["name"]
            self._fields.setdefault(self.inside, Field(kind=tag))
        elif tag == "option" and self.inside in self._fields:
            self._option(given)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("select", "textarea"):
            self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside and self._fields[self.inside].kind == "textarea":
            self._fields[self.inside].value += data

    @property
    def _fields(self) -> dict[str, Field]:
        return self.found[-1].fields

    def _input(self, given: dict[str, str], kind: str) -> None:
        there = self._fields.setdefault(given["name"], Field(kind=kind))
        there.choices.append(given.get("value", "on"))
        if kind not in ("checkbox", "radio") or "checked" in given:
            there.value = there.value or given.get("value", "")

    def _option(self, given: dict[str, str]) -> None:
        there = self._fields[self.inside]
        there.choices.append(given.get("value", ""))
        if "selected" in given:
            there.value = given.get("value", "")


def forms_in(page: str, here: str) -> list[Form]:
    """Every form that is sent by POST."""
    reader = _Reader(here)
    reader.feed(page)
    return [form for form in reader.found if form.method == "post"]
