"""All screening rules, in the order in which they are asked."""

from percuta.screening.rules import (
    acne,
    age,
    allergy,
    barrier,
    bleeding,
    cancer_therapy,
    diabetes,
    immunity,
    infection,
    inflammation,
    isotretinoin,
    keloid,
    lesions,
    numbing,
    pigment,
    place,
    pregnancy,
    procedures,
    recovery,
    session,
    skincare,
    sun,
    tattoo,
)

FAMILIES = (
    place,
    age,
    pregnancy,
    bleeding,
    diabetes,
    cancer_therapy,
    immunity,
    isotretinoin,
    allergy,
    numbing,
    keloid,
    inflammation,
    infection,
    lesions,
    barrier,
    acne,
    procedures,
    recovery,
    session,
    tattoo,
    skincare,
    sun,
    pigment,
)
RULES = tuple(rule for family in FAMILIES for rule in family.RULES)
RULES_BY_ID = {rule.id: rule for rule in RULES}
QUESTIONS = {question.key: question for rule in RULES for question in rule.asks}

# What the rules do not ask yet; every answer says so, because silence would read as "no".
NOT_SCREENED = (
    "cold sores in the past",
    "melasma or dark marks in the past",
    "fainting at needles, or fits",
    "medicines that make the skin sensitive to light",
    "painkillers and supplements that thin the blood, not prescribed",
    "distress about one's looks (body dysmorphic disorder)",
)
