"""The words a new clinic starts from, in plain language; a doctor or owner puts them in use."""

from dataclasses import dataclass
from typing import TypedDict

from percuta_clinic.consent.models import Kind


class Statement(TypedDict):
    """Something to tick, or to answer with yes or no."""

    key: str
    text: str
    required: bool
    kind: str


@dataclass(frozen=True, kw_only=True)
class Words:
    """A text with its statements."""

    title: str
    body: str
    statements: tuple[Statement, ...]


def _tick(key: str, text: str) -> Statement:
    return {"key": key, "text": text, "required": True, "kind": "tick"}


_TREATMENT = Words(
    title="My consent to the treatment",
    body="""This paper is about needling of the skin. Fine needles make tiny holes in your skin. \
The sheet you have just read says what is planned for you, what can go wrong, and what else you \
could do.

Nobody can promise you a result. Some people see a change and some see none.

You are free to say yes or no. You need not give a reason. If you say no, we treat you just as \
well in all other things.

You can take your yes back at any time, also in the middle of a visit. Say so, write to us, or \
use your own page. It holds at once. You have no drawback from it.

If something feels wrong after a visit, call the clinic. In an emergency call the emergency \
number.

Ask us about all that is not clear before you sign.""",
    statements=(
        _tick("read", "I have read the sheet, or somebody has read it to me."),
        _tick("risks", "I know what can go wrong, and that I may see no change."),
        _tick("asked", "I could ask all the questions that I had."),
        _tick("told", "What I told the clinic about my health is true as far as I know."),
        _tick("free", "I know that I can take my yes back at any time."),
        _tick("agree", "I agree to the treatment that the sheet describes."),
    ),
)
_PHOTOS = Words(
    title="My consent to photographs",
    body="""We would like to take photographs of your skin. They help us to see how it changes.

You choose what we may do with them. There are three separate questions. You may say yes to one \
and no to another. A no has no drawback for your treatment.

Your name is never shown with a photograph outside this clinic. Somebody who knows you well might \
still know you by your face or a mark on your skin.

You can take each yes back at any time, on your own page or by telling us. From then on we no \
longer use the photographs for it. What is already printed or copied by others we may not be able \
to get back.

If you have questions, call the clinic before you sign.""",
    statements=(
        _tick("read", "I have read this, or somebody has read it to me."),
        _tick("free", "I know that I can take each yes back at any time."),
    ),
)
STARTING = {Kind.TREATMENT: _TREATMENT, Kind.PHOTOS: _PHOTOS}
