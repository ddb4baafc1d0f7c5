"""What stands on every page of every paper: which rules, who has signed them, what it is not."""

from percuta.report.document import Document

PROPOSES = "Percuta proposes; a named clinician decides. It is not a certified medical device."
UNSIGNED = "no doctor has read and signed these rules"
NO_DEVICE = "not a certified medical device; a named clinician decides"


def foot(document: Document) -> str:
    """Version, rule set, approval state, and that this decides nothing."""
    made = document.made_by
    signed = f"signed by {made.rule_set_signed_by}" if made.rule_set_signed_by else UNSIGNED
    return f"Percuta {made.percuta} · rule set {made.rule_set} · {signed} · {NO_DEVICE}"
