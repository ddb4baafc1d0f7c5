"""What the science says of harm: terms, grades, relation, outcome; the only way to them here."""

from percuta.healing.adverse.grading import (
    ENDS,
    NO_HARM,
    NOT_BY_TREATMENT,
    OUTCOMES,
    RELATIONS,
    SERIOUS,
    SEVERITIES,
    Choice,
    look_again_days,
)
from percuta.healing.adverse.terms import BEYOND, OTHER, TERMS

__all__ = (
    "BEYOND",
    "ENDS",
    "NOT_BY_TREATMENT",
    "NO_HARM",
    "OTHER",
    "OUTCOMES",
    "RELATIONS",
    "SERIOUS",
    "SEVERITIES",
    "TERMS",
    "Choice",
    "look_again_days",
)
NOT_KNOWN = "not known"
OF_PROBLEMS = {
    "bleeding": "bleeding",
    "faint": "faint",
    "allergy": "allergic_reaction",
    "toxicity": "anaesthetic_toxicity",
    "too_deep": "too_deep",
}


def term_of_problem(kind: str) -> str:
    """The term for a problem of the treatment room."""
    return OF_PROBLEMS.get(kind, OTHER)


def term_words(term: str) -> str:
    """What a term is called; the key where the list has it no more."""
    return TERMS[term].words if term in TERMS else term


def severity_words(key: str) -> str:
    """How bad it is, in a word."""
    return SEVERITIES[key].words if key in SEVERITIES else NOT_KNOWN


def relation_words(key: str) -> str:
    """How likely it came through the treatment."""
    return RELATIONS[key].words if key in RELATIONS else NOT_KNOWN


def outcome_words(key: str) -> str:
    """How it ended, or stands."""
    return OUTCOMES[key].words if key in OUTCOMES else NOT_KNOWN


def serious_words(keys: list[str]) -> str:
    """The criteria that make it serious; none is said so."""
    return ", ".join(SERIOUS[key].words for key in keys if key in SERIOUS) or "not serious"
