"""The page of sources, and what each of them is used for."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from percuta.assessment.concern import INDICATIONS
from percuta.assessment.scale import Scale
from percuta.country.catalogue import COUNTRIES
from percuta.devices.catalogue import DEVICES
from percuta.evidence.catalogue import SOURCES
from percuta.evidence.source import Grade, Source
from percuta.handbook.collect import by_key, modules
from percuta.handbook.markdown import anchor, cell, link, page, sentence, table, text
from percuta.handbook.records import disagreements, parameters
from percuta.screening.catalogue import RULES

ABOUT = (
    "Strongest kind of text first. Nearly everything was read as an abstract, a table or a part of "
    "a label, never as a full text: *Read* says how much. Labels, clinic and vendor texts may only "
    "make a rule stricter."
)
HEADER = ("Key", "Citation", "Identifier", "Address", "Read", "Used by")
UNUSED = "nothing yet"


def sources_page() -> str:
    """Every source by kind of text, with its address and what uses it."""
    return page("Sources", [ABOUT, *_grades()])


def _grades() -> Iterator[str]:
    used = uses()
    for grade in Grade:
        of_grade = sorted((s for s in SOURCES.values() if s.grade is grade), key=lambda s: s.key)
        if of_grade:
            yield f"## {sentence(grade)}"
            yield table(HEADER, [_row(source, used) for source in of_grade])


def _row(source: Source, used: Mapping[str, list[str]]) -> list[str]:
    return [
        f"{anchor(source.key)}`{source.key}`",
        text(source.citation),
        cell(source.identifier),
        _address(source.address),
        source.read,
        ", ".join(used.get(source.key, [])) or UNUSED,
    ]


def _address(address: str) -> str:
    if not address.startswith(("http://", "https://")):
        return cell(address)
    host = address.split("/")[2].removeprefix("www.")
    return f"[{text(host)}](<{address.replace('|', '%7C')}>)"


def uses() -> dict[str, list[str]]:
    """What each source stands behind, as Markdown, by its key; sources without use are left out."""
    used: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for source, user in (*_numbers_and_rules(), *_labels(), *_assessment(), *_laws()):
        used[source.key][user] = None
    for source, user in _texts():
        if source.key not in used:
            used[source.key] = {user: None}
    return {key: list(users) for key, users in sorted(used.items())}


def _numbers_and_rules() -> Iterator[tuple[Source, str]]:
    for rule in sorted(RULES, key=lambda rule: rule.id):
        yield from ((source, link("rules", rule.id)) for source in rule.sources)
    for parameter in parameters().values():
        if parameter.source is not None:
            yield parameter.source, link("parameters", parameter.key)
    for disagreement in disagreements().values():
        user = f"disagreement {link('disagreements', disagreement.key)}"
        yield from ((source, user) for source in disagreement.sources)


def _labels() -> Iterator[tuple[Source, str]]:
    for device in DEVICES.values():
        for clearance in device.clearances:
            yield clearance.source, f"clearance {text(clearance.number)}"
        for entry in device.label.entries.values():
            yield entry.source, f"label of the {text(device.name)}"


def _assessment() -> Iterator[tuple[Source, str]]:
    for indication in INDICATIONS.values():
        user = f"what is known of {text(indication.name)}"
        yield from ((source, user) for source in indication.sources)
    for scale in by_key(Scale, modules()).values():
        yield scale.source, f"scale: {text(scale.name)}"


def _laws() -> Iterator[tuple[Source, str]]:
    for country in COUNTRIES.values():
        for rule in country.rules:
            yield from ((source, link("country", rule.key)) for source in rule.sources)


def _texts() -> Iterator[tuple[Source, str]]:
    """Sources of sentences in the code, which belong to no record: the module names them."""
    for module in modules():
        if module.__name__.startswith("percuta.evidence"):
            continue
        for value in list(vars(module).values()):
            if isinstance(value, Source):
                yield value, f"text in `{module.__name__.removeprefix('percuta.')}`"
