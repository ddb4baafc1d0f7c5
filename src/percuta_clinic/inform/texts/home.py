"""The first page."""

from percuta_clinic.inform.words import Words

WORDS = Words(
    title="Microneedling, plainly explained",
    summary=(
        "What it is, how to prepare, what to expect and what it costs, in plain words and "
        "with sources."
    ),
    text="""
Plain advice on your skin. We tell you what needling can do, what it cannot do, and what nobody
knows.

## How we work

- **First we talk.** You tell us your wish. We ask about your health.
- **Then we plan.** A doctor looks over your plan before any needle is used.
- **You decide.** You see what is planned, what it costs and what can go wrong.
- **You know what to look for.** We tell you what is usual after a visit, and when to call us.
""",
)
