"""The page of screening rules."""

from collections.abc import Iterable, Iterator

from percuta.devices.catalogue import DEVICES
from percuta.devices.device import Device
from percuta.devices.label import Entry
from percuta.evidence.parameter import Status
from percuta.evidence.source import Grade
from percuta.handbook.markdown import (
    NONE,
    amount,
    anchor,
    bullets,
    link,
    page,
    sentence,
    source_link,
    source_links,
    table,
    text,
)
from percuta.handbook.outcomes import outcomes
from percuta.questions import Question
from percuta.screening.catalogue import FAMILIES
from percuta.screening.rule import Rule

ABOUT = (
    "Every rule is asked of everyone. A question that nobody answered is asked, never read as a "
    '"no", and no zone may be planned while one is open. What a rule does may depend on the '
    "device, because labels differ: *stop* is never overridden; *defer* ends on a day or with an "
    "event, and a doctor may shorten it; *doctor decides* goes to a doctor; *inform* goes with "
    "the plan. Where two waits stand, facts of the person choose, such as the phototype. The "
    "tables were made by asking each rule about invented people, not by hand."
)
TO_SIGN = (
    "What each rule does on each device, and the strongest kind of text behind it. The strongest "
    "text need not carry the whole rule: the details below name every source."
)
UNREAD = "What could not be read of the labels:"


def rules_page() -> str:
    """Every screening rule by family, with what each device's label says on its topic."""
    unread = (f"{text(d.name)}: {text(d.label.unread)}" for d in DEVICES.values() if d.label.unread)
    return page(
        "Screening rules",
        [
            ABOUT,
            UNREAD,
            bullets(unread),
            "## To sign: every rule on one page",
            TO_SIGN,
            table(["Rule", *(text(d.name) for d in DEVICES.values()), "Strongest source"], _rows()),
            "Families:",
            bullets(_contents()),
            *_families(),
        ],
    )


def _rows() -> Iterator[list[str]]:
    for family in FAMILIES:
        for rule in family.RULES:
            does = (_does(rule, device) for device in DEVICES.values())
            yield [f"[{rule.id}](#{rule.id}) {text(rule.title)}", *does, _strongest(rule)]


def _strongest(rule: Rule) -> str:
    """The strongest kind of text behind a rule, or that nothing read says it."""
    if rule.status is Status.ASSUMED:
        return "none read says so (assumed)"
    return min((source.grade for source in rule.sources), key=list(Grade).index)


def _contents() -> Iterator[str]:
    for family in FAMILIES:
        name = family.RULES[0].family
        yield f"[{_spoken(name)}](#{name}), {_counted(family.RULES)}"


def _counted(rules: tuple[Rule, ...]) -> str:
    return f"{len(rules)} {'rule' if len(rules) == 1 else 'rules'}"


def _spoken(family: str) -> str:
    return sentence(family.replace("_", " "))


def _families() -> Iterator[str]:
    for family in FAMILIES:
        name = family.RULES[0].family
        yield f"{anchor(name)}\n\n## {_spoken(name)}"
        yield text(family.__doc__ or "")
        for rule in family.RULES:
            yield from _rule(rule)


def _rule(rule: Rule) -> Iterator[str]:
    yield f"{anchor(rule.id)}\n\n### {rule.id}: {text(rule.title)}"
    yield bullets(_lines(rule))
    rows = [_on_device(rule, device) for device in DEVICES.values()]
    yield table(["Device", "What the rule does", "What the label says"], rows)


def _lines(rule: Rule) -> Iterator[str]:
    yield f"**Reach:** {rule.reach}"
    yield f"**Strongest source:** {_strongest(rule)}"
    yield from (f"**Question:** {_question(question)}" for question in rule.asks)
    if rule.facts:
        yield f"**Facts:** {', '.join(fact.replace('_', ' ') for fact in rule.facts)}"
    yield f"**To the patient:** {text(rule.patient)}"
    if rule.patient_decided:
        yield f"**To the patient, once a doctor decided to go on:** {text(rule.patient_decided)}"
    yield f"**To the clinician:** {text(rule.clinician)}"
    yield f"**Way out:** {text(rule.hint)}"
    yield from (
        f"**Number:** {amount(parameter)}, {link('parameters', parameter.key)}"
        for parameter in rule.parameters
    )
    if rule.disagreement is not None:
        disagreement = link("disagreements", rule.disagreement.key)
        yield f"**Sources disagree:** {disagreement}"
    yield f"**Sources:** {source_links(rule.sources)}"


def _question(question: Question) -> str:
    return f"{text(question.text)} ({question.kind}; by {question.scope}; `{question.key}`)"


def _on_device(rule: Rule, device: Device) -> list[str]:
    return [text(device.name), _does(rule, device), _label(rule, device)]


def _does(rule: Rule, device: Device) -> str:
    return "; ".join(text(outcome) for outcome in outcomes(rule, device)) or "nothing"


def _label(rule: Rule, device: Device) -> str:
    if rule.topic is None:
        return NONE
    entry = device.label.on(rule.topic)
    topic = f"{text(rule.topic)}: "
    return topic + ("not seen there" if entry is None else "; ".join(_entry(entry)))


def _entry(entry: Entry) -> Iterable[str]:
    yield f"{entry.stance}, {source_link(entry.source)}"
    if entry.window is not None:
        yield f"window {amount(entry.window)}, {link('parameters', entry.window.key)}"
