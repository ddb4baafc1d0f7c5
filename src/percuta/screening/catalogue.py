"""All screening rules, in the order in which they are asked."""

from percuta.screening.rules import (
    acne,
    age,
    allergy,
    barrier,
    bleeding,
    cancer_therapy,
    diabetes,
    distress,
    earlier,
    fainting,
    immunity,
    infection,
    inflammation,
    isotretinoin,
    keloid,
    lesions,
    medicines,
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
    medicines,
    diabetes,
    cancer_therapy,
    immunity,
    fainting,
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
    earlier,
    session,
    tattoo,
    skincare,
    sun,
    pigment,
    distress,
)
RULES = tuple(rule for family in FAMILIES for rule in family.RULES)
RULES_BY_ID = {rule.id: rule for rule in RULES}
QUESTIONS = {question.key: question for rule in RULES for question in rule.asks}

# What the rules do not ask yet; every answer says so, because silence would read as "no".
NOT_SCREENED = (
    "illnesses and medicines that no question names",
    "sudden allergy, such as hives or shock, to disinfectants or latex",
    "implants other than a pacemaker, and what at the clinic could disturb them",
)
