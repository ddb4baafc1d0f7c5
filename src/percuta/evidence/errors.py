"""Errors of the evidence tables.

EvidenceError
├── InconsistentParameter   value outside its own range, or a source missing
├── InconsistentLimit       bounds that contradict each other
└── OutsideLimit            a value no plan may carry
"""


class EvidenceError(ValueError):
    """Base of everything that can be wrong with a sourced number."""


class InconsistentParameter(EvidenceError):
    """A parameter whose value, range, unit or source do not fit together."""


class InconsistentLimit(EvidenceError):
    """A limit whose bounds contradict each other."""


class OutsideLimit(EvidenceError):
    """A value outside the absolute bounds of a limit."""
