"""Replies that say nothing about anybody."""

SAFE = (
    (
        "A question",
        "Thank you for your question. We cannot talk about individual people here. Please call us "
        "or write to us, and we will gladly answer you there.",
    ),
    (
        "A complaint",
        "Thank you for writing. We take what you say seriously. We cannot talk about individual "
        "people here, whoever they are. Please call us, so that we can listen and look into it.",
    ),
    (
        "Praise",
        "Thank you for your kind words. To protect everybody’s privacy we say nothing here about "
        "who does or does not come to us.",
    ),
    (
        "Something that cannot wait",
        "We cannot judge this here. If it is urgent, call the emergency number at once; otherwise "
        "please ring us or a doctor today.",
    ),
    (
        "A mistake on the page",
        "Thank you for pointing this out. We will check the article and correct it where it is "
        "wrong.",
    ),
)
