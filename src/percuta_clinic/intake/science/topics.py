"""Which page of the form a question stands on, by the family of the rule that asks it."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType, ModuleType

from percuta.screening.catalogue import FAMILIES

MORE = "more"
Parts = Sequence[tuple[str, Sequence[str]]]

# Pages with their parts, each with its heading, or none where the page has only one. A part names
# families, and questions that stand there though the rest of their family stands elsewhere.
TOPICS: Mapping[str, Parts] = MappingProxyType(
    {
        "earlier": [("", ["session", "recovery", "earlier"])],
        "now": [
            (
                "",
                [
                    *("infection_in_area", "lesions", "broken_skin", "eczema_in_area"),
                    *("acne", "raised_scar"),
                ],
            )
        ],
        "before": [
            ("Earlier treatments of this skin", ["procedures", "irradiated_skin"]),
            (
                "Scars and tattoos",
                ["newest_scar", "newest_acne_scar", "newest_stretch_mark", "keloid", "tattoo"],
            ),
        ],
        "illnesses": [
            ("Infections", ["infection"]),
            ("Skin diseases", ["barrier", "inflammation", "pigment"]),
        ],
        "health": [
            ("Pregnancy", ["pregnancy"]),
            ("Diabetes and cancer", ["diabetes", "cancer_therapy"]),
            ("How you are", ["fainting", "distress"]),
        ],
        "blood": [("", ["bleeding", "immunity", "liver_disease"])],
        "medicines": [
            ("Some medicines matter", ["anticoagulants", "antiarrhythmics", "medicines"]),
            ("Medicines against acne", ["isotretinoin"]),
        ],
        "numbing": [("Allergies and numbing", ["allergy", "numbing"])],
        "sun": [("Sun", ["sun"]), ("Creams and hair removal", ["skincare"])],
        MORE: [("", [])],
    }
)


def topic_of(key: str) -> str:
    """The page a question stands on; one whose family stands nowhere is asked under ``MORE``."""
    return _place(key)[0]


def by_part(topic: str, keys: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Of some questions those of a page, by the heading they stand under, in order."""
    for number, (title, _) in enumerate(TOPICS[topic]):
        here = [key for key in keys if _place(key) == (topic, number)]
        if here:
            yield title, here


def _place(key: str) -> tuple[str, int]:
    """Page and part: by the question itself, else by the first family whose rules ask it."""
    named = _named()
    return named.get(key) or named.get(_families().get(key, ""), (MORE, 0))


@cache
def _named() -> Mapping[str, tuple[str, int]]:
    return {
        name: (topic, number)
        for topic, parts in TOPICS.items()
        for number, (_, names) in enumerate(parts)
        for name in names
    }


def _families() -> Mapping[str, str]:
    return _families_in(FAMILIES)


@cache
def _families_in(families: tuple[ModuleType, ...]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for module in families:
        name = module.__name__.rsplit(".", 1)[-1]
        for question in (question for rule in module.RULES for question in rule.asks):
            found.setdefault(question.key, name)
    return found
