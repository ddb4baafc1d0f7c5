"""Which rules and which version made a document."""

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from percuta.screening.catalogue import RULES


def percuta_version() -> str:
    """Version of the installed package, or ``unreleased`` when run from loose files."""
    try:
        return version("percuta")
    except PackageNotFoundError:
        return "unreleased"


@cache
def rule_set_digest() -> str:
    """Twelve hex digits that change when a rule's words, windows or sources change."""
    lines = []
    for rule in sorted(RULES, key=lambda rule: rule.id):
        windows = [f"{p.key}={p.value:g}{p.unit}" for p in rule.parameters]
        words = (rule.id, rule.title, rule.reach, rule.patient, rule.clinician, rule.hint)
        sources = [source.key for source in rule.sources]
        lines.append("\x1f".join([*words, *windows, *sources]))
    return hashlib.sha256("\x1e".join(lines).encode()).hexdigest()[:12]
