"""Above the people who work here."""

from percuta_clinic.inform.words import Words

WORDS = Words(
    title="Team",
    summary="The people you meet here, and what each of them does.",
    text="""
The specialist leads your treatment. The doctor looks over your plan and is there if something
is not right.
""",
)
