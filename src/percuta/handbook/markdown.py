"""The little Markdown that the pages need: text, tables, anchors and links between pages."""

from collections.abc import Iterable, Sequence

from percuta.evidence.parameter import Parameter
from percuta.evidence.source import Source

NONE = "-"  # an empty cell
SPECIAL = "\\`*[]<>|"

NOTICE = (
    "*This page is written from the code by `scripts/handbook`; changes made here are lost. "
    "No clinician has signed this rule set.*"
)


def text(words: str) -> str:
    """Words as they are, with everything that Markdown would read as a sign escaped."""
    escaped = "".join(f"\\{letter}" if letter in SPECIAL else letter for letter in words)
    return " ".join(escaped.split())


def cell(words: str) -> str:
    """Words for a table, a dash where there are none."""
    return text(words) or NONE


def sentence(words: str) -> str:
    """Words that begin with a capital."""
    return text(words[:1].upper() + words[1:])


def anchor(key: str) -> str:
    """A place that other pages can link to."""
    return f'<a id="{key}"></a>'


def link(page: str, key: str) -> str:
    """A link to the anchor of a key on one of the pages."""
    return f"[`{key}`]({page}.md#{key})"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; its cells are Markdown already."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def bullets(items: Iterable[str]) -> str:
    """A list; its items are Markdown already."""
    return "\n".join(f"- {item}" for item in items)


def page(title: str, blocks: Iterable[str]) -> str:
    """A whole page, its blocks with an empty line between them."""
    whole = "\n\n".join([f"# {title}", NOTICE, *(block for block in blocks if block)])
    return "\n".join(line.rstrip() for line in whole.splitlines()) + "\n"


def number(value: float | None) -> str:
    """A number without needless zeros, a dash where it is not known."""
    return NONE if value is None else f"{value:g}"


def unit(parameter: Parameter) -> str:
    """A unit as printed."""
    names = {"1": "no unit", "g/10 cm2": "g per 10 cm²"}
    return names.get(parameter.unit, parameter.unit.replace("cm2", "cm²"))


def amount(parameter: Parameter) -> str:
    """A value with its unit; things that are counted stand alone."""
    counted = parameter.unit in {"count", "1"}
    return number(parameter.value) if counted else f"{parameter.value:g} {unit(parameter)}"


def source_link(source: Source | None) -> str:
    """A link to a source, a dash where there is none."""
    return NONE if source is None else link("sources", source.key)


def source_links(sources: Iterable[Source]) -> str:
    """Links to several sources, each with the kind of text it is."""
    return ", ".join(f"{source_link(source)} ({source.grade})" for source in sources) or NONE
