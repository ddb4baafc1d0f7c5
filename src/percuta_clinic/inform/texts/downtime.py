"""Downtime and dark marks beside peels and lasers."""

from percuta_clinic.inform.words import Words

WORDS = Words(
    title="Downtime beside peels and lasers",
    summary=(
        "How long one sees it, how many visits, how often dark marks came: needling "
        "beside peels and lasers, with sources."
    ),
    text="""
How long will people see that you had something done? That is called downtime. Here is needling
beside other ways to treat the skin.

Please read this with care. Most of these days come from guides and clinic pages, not from
studies that set one beside the other. Your own days can differ.
Second-hand means that we read it in a text that only tells of others.

## Treatments side by side

[[downtime]]

## What this means

After needling, most people are red for up to {red_days} days. Light peels flake for some days.
Lasers that take skin off need far more time, and the skin stays pink for longer.

More days off do not mean a better result for you. And fewer days do not mean less risk. Ask us
what suits your skin and your wish. Doing nothing, with good sunscreen, is a choice too.

## Darker skin

Darker skin gets dark or light marks more easily. With strong lasers, many people with darker
skin had them. With needling fewer people had marks in the studies we read. But the groups were
small.
""",
)
