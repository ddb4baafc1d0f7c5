"""A draft that is a set of ticks, each put in by itself: two windows never undo each other."""

from percuta_clinic.drafts.services import Stale, draft_of, draft_save
from percuta_clinic.people.models import Account

_TRIES = 5


def ticked(*, account: Account, form: str, subject: str) -> frozenset[str]:
    """What is ticked in the draft."""
    kept = draft_of(account=account, form=form, subject=subject)
    return frozenset(kept.values.get("ticked", ())) if kept else frozenset()


def tick(*, account: Account, form: str, subject: str, key: str, on: bool) -> frozenset[str]:
    """Puts one tick in or takes it out, whatever else was ticked meanwhile."""
    for _ in range(_TRIES):
        kept = draft_of(account=account, form=form, subject=subject)
        before = frozenset(kept.values.get("ticked", ())) if kept else frozenset()
        after = before | {key} if on else before - {key}
        try:
            draft_save(
                account=account,
                form=form,
                subject=subject,
                values={"ticked": sorted(after)},
                version=kept.version if kept else 0,
            )
        except Stale:
            continue
        return after
    raise Stale(kept) if kept else RuntimeError("The tick could not be saved.")
