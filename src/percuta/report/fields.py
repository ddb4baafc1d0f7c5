"""Fields of a document by path, such as ``cheek_left.start``, so that each can be explained."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass

from percuta.casefile.problems import near_names, shown
from percuta.report.document import (
    Document,
    FigureDoc,
    FindingDoc,
    NumbingDoc,
    QuestionDoc,
    RemarkDoc,
    SettingDoc,
    VisitDoc,
    ZonePlanDoc,
)

Explainable = FigureDoc | RemarkDoc | FindingDoc | QuestionDoc


class UnknownField(LookupError):
    """A path that names nothing in a document."""


def explainable(document: Document) -> Mapping[str, Explainable]:
    """Every figure of the plan by path, every finding by rule id, every question by key.

    Where one rule found different things, all but the first are told apart by their first zone.
    """
    found: dict[str, Explainable] = {}
    plan = document.plan
    if plan is not None:
        for zone in plan.zones:
            _add(found, zone.zone, zone)
            for one in zone.settings:
                if one.depth.chosen is not None or one.passes.chosen is not None:
                    _add(found, f"{zone.zone}.session_{one.session}", one)
        found |= {"interval": plan.interval, "review": plan.review}
        _add(found, "visit", plan.visit)
        if plan.numbing is not None:
            _add(found, "numbing", plan.numbing)
    for finding in document.findings:
        again = finding.rule in found and finding.zones
        found[f"{finding.rule}.{finding.zones[0]}" if again else finding.rule] = finding
    return found | {question.key: question for question in document.questions}


def find(document: Document, path: str) -> Explainable:
    """One field, or UnknownField with the nearest names."""
    known = explainable(document)
    if path in known:
        return known[path]
    ends = [name for name in known if name.endswith(f".{path}")]
    also = f"; did you mean {' or '.join(ends[:3])}?" if ends else near_names(path, known)
    no_plan = "" if document.plan is not None else f"; there is no plan: {document.answer}"
    raise UnknownField(
        f"no field {shown(path)}{also}{no_plan} (explain without a field lists them)"
    )


def _add(
    found: dict[str, Explainable], stem: str, part: ZonePlanDoc | SettingDoc | VisitDoc | NumbingDoc
) -> None:
    for field in fields(part):
        value = getattr(part, field.name)
        if is_dataclass(value) and isinstance(value, FigureDoc | RemarkDoc):
            found[f"{stem}.{field.name}"] = value
