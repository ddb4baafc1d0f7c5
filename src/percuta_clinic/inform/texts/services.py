"""Above the list of services."""

from percuta_clinic.inform.words import Words

WORDS = Words(
    title="Services and prices",
    summary="What we offer, how long it takes and what it costs.",
    text="""
A first talk comes before any treatment. The price of a course depends on the place and on how
many visits you need. You get it in writing before you decide.
""",
)
