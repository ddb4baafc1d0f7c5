"""What the clinic asks the science about its rules; the only file here that knows it."""

from dataclasses import dataclass
from functools import cache

from percuta.devices.catalogue import DEVICES
from percuta.handbook.outcomes import outcomes
from percuta.report.versions import percuta_version, rule_set_digest
from percuta.screening.catalogue import FAMILIES, RULES_BY_ID
from percuta.screening.rule import Rule
from percuta.treatment.problems.catalogue import PROTOCOLS


@dataclass(frozen=True, kw_only=True)
class Family:
    """Rules that belong together, as a doctor reads them; ``protocols``: how many of those."""

    key: str
    reason: str
    rules: tuple[Rule, ...]
    protocols: int = 0


def rule_families() -> tuple[Family, ...]:
    """Every family of screening rules in the order in which they are asked, then the protocols."""
    screened = tuple(
        Family(
            key=module.__name__.rsplit(".", 1)[-1],
            reason=(module.__doc__ or "").strip().splitlines()[0],
            rules=tuple(module.RULES),
        )
        for module in FAMILIES
    )
    return (*screened, IN_THE_ROOM)


IN_THE_ROOM = Family(
    key="problems_in_the_room",
    reason="What is shown and done when something goes wrong in the treatment room, with doses.",
    rules=(),
    protocols=len(PROTOCOLS),
)


@cache
def rules_in_use() -> tuple[str, str]:
    """The digest of everything that decides, and the version it came with."""
    return rule_set_digest(), percuta_version()


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a rule can decide, and on which devices."""

    words: str
    devices: str


@cache
def outcomes_of(rule_id: str) -> tuple[Outcome, ...]:
    """Everything the rule can decide, strictest first; ``devices`` is empty where all agree."""
    rule = RULES_BY_ID[rule_id]
    on: dict[str, list[str]] = {}
    for device in DEVICES.values():
        for words in outcomes(rule, device):
            on.setdefault(words, []).append(device.name)
    return tuple(
        Outcome(words=words, devices="" if len(names) == len(DEVICES) else ", ".join(names))
        for words, names in on.items()
    )
