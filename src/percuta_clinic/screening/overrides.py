"""How often doctors decide against what a rule holds back: a rule so treated may be wrong."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from statistics import median
from uuid import UUID

from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import day_bounds
from percuta_clinic.screening.models import Decision, Screened, What
from percuta_clinic.screening.ruled import decides_on
from percuta_clinic.screening.science import rule_title
from percuta_clinic.screening.waits import HOLDING

FEWEST = 5
Seen = dict[tuple[UUID, str], list[datetime]]
Held = tuple[UUID, datetime, str, str]


@dataclass(frozen=True, kw_only=True)
class Overridden:
    """One rule: in how many people it held back, and on how many doctors decided what.

    ``go_on`` and ``hold`` count each person once, by the latest decision that was not withdrawn.
    ``is_final``: it held back only where no doctor may decide.
    """

    rule: str
    title: str
    found: int
    go_on: int
    hold: int
    withdrawn: int
    waited: timedelta | None
    is_final: bool = False

    @property
    def decided(self) -> int:
        return self.go_on + self.hold

    @property
    def share(self) -> int:
        """Of a hundred people decided on, how many were let go on."""
        return round(100 * self.go_on / self.decided) if self.decided else 0

    @property
    def waited_words(self) -> str:
        """Minutes, hours or days until the decision."""
        minutes = round(self.waited.total_seconds() / 60) if self.waited is not None else 0
        if minutes < 90:
            return f"{minutes} min"
        hours = round(minutes / 60)
        return f"{hours} hours" if hours < 48 else f"{round(hours / 24)} days"

    @property
    def is_doubtful(self) -> bool:
        """Overridden most of the time, often enough to say so."""
        return self.decided >= FEWEST and self.go_on * 2 > self.decided


def overrides(account: Account, *, since: date | None = None) -> list[Overridden]:
    """Every rule that held somebody back, the most overridden first, those nobody may last."""
    require(account, Right.TAKE_ANSWERS)
    runs, decisions = Screened.objects.all(), Decision.objects.exclude(what=What.REFERRED)
    if since is not None:
        start = day_bounds(since, Clinic.objects.get())[0]
        runs, decisions = runs.filter(at__gte=start), decisions.filter(made_at__gte=start)
    held = list(_held(runs.order_by("at").values_list("patient_id", "at", "findings")))
    seen: Seen = {}
    for patient, at, rule, _ in held:
        seen.setdefault((patient, rule), []).append(at)
    by_rule: dict[str, list[Decision]] = {}
    for decision in decisions.order_by("made_at", "pk"):
        by_rule.setdefault(decision.rule, []).append(decision)
    may_be = {rule for _, _, rule, severity in held if decides_on(rule, severity)} | set(by_rule)
    rules = {rule for _, rule in seen} | set(by_rule)
    found = [
        replace(_overridden(rule, by_rule.get(rule, []), seen), is_final=rule not in may_be)
        for rule in rules
    ]
    return sorted(
        found, key=lambda one: (one.is_final, -one.is_doubtful, -one.go_on, -one.found, one.rule)
    )


def _held(runs: Iterable[tuple[UUID, datetime, list[dict[str, object]]]]) -> Iterator[Held]:
    """Whom a rule held back when, and how, with no decision on it; each rule once in a run."""
    for patient, at, findings in runs:
        here = {(str(one["rule"]), str(one["severity"])) for one in findings if _is_held(one)}
        yield from ((patient, at, rule, severity) for rule, severity in sorted(here))


def _is_held(finding: dict[str, object]) -> bool:
    return finding["severity"] in HOLDING and not finding["decided"]


def _overridden(rule: str, decisions: list[Decision], seen: Seen) -> Overridden:
    waits = [wait for one in decisions if (wait := _waited(one, decisions, seen)) is not None]
    kept = [one for one in decisions if one.withdrawn_at is None]
    standing = {one.patient_id: one.what for one in kept}.values()
    return Overridden(
        rule=rule,
        title=rule_title(rule),
        found=len({patient for patient, found in seen if found == rule}),
        go_on=sum(what == What.GO_ON for what in standing),
        hold=sum(what == What.HOLD for what in standing),
        withdrawn=len(decisions) - len(kept),
        waited=timedelta(seconds=median(waits)) if waits else None,
    )


def _waited(decision: Decision, all_of: list[Decision], seen: Seen) -> float | None:
    """Seconds from the first run after the decision before, to this one."""
    mine = [one.made_at for one in all_of if one.patient_id == decision.patient_id]
    before = max((at for at in mine if at < decision.made_at), default=None)
    runs = seen.get((decision.patient_id, decision.rule), [])
    first = [at for at in runs if at <= decision.made_at and (before is None or at > before)]
    return (decision.made_at - first[0]).total_seconds() if first else None
