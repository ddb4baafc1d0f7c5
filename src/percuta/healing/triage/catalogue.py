"""Every rule of the triage, the most urgent family first."""

from percuta.healing.triage import bands, now, today, week

FAMILIES = {
    "Now": now.RULES,
    "The same day": today.RULES,
    "Within a week": week.WEEK_RULES,
    "Against the usual course": bands.RULES,
    "The patient's own worry": week.WORRY_RULES,
}
RULES = tuple(rule for rules in FAMILIES.values() for rule in rules)
