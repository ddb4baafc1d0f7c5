"""What stands on every page of every paper: which rules, and who has signed them."""

from percuta.report.document import Document

PROPOSES = "Percuta proposes; a named clinician decides. It is not a certified medical device."
UNSIGNED = "no doctor has read and signed these rules"


def foot(document: Document) -> str:
    """Version, rule set and approval state in one line."""
    made = document.made_by
    signed = f"signed by {made.rule_set_signed_by}" if made.rule_set_signed_by else UNSIGNED
    return f"Percuta {made.percuta} · rule set {made.rule_set} · {signed}"
