"""The words of letters after a session: how is it, and once more."""

from percuta_clinic.outbox.models import Purpose
from percuta_clinic.outbox.placeholders import END, LINK, Occasion, Placeholder

_HELP = (
    "\n\nIs something wrong now? Then do not write: call us. If it cannot wait a minute, call the "
    "emergency number."
)
_ABOUT = (
    *LINK,
    Placeholder(name="day", meaning="the day of the session", sample="Tuesday 12 May"),
)
AFTER_SESSION = (
    Occasion(
        key="check_in",
        title="How is it after a session?",
        when="Sent on the days after a session that are set under Settings, by day.",
        purpose=Purpose.CARE,
        placeholders=_ABOUT,
        subject="How are you today?",
        body="Hello {name},\n\nYou were with us on {day}. Please tell us how it is now. It takes "
        "about a minute, and you read at once what to do:\n\n{link}\n\nThe page asks for your "
        "birth date first. The link works up to {until} and is for you alone." + _HELP + END,
        sms="{clinic}: how are you today? A minute is enough: {link} {contact}",
    ),
    Occasion(
        key="check_in_reminder",
        title="We have not heard from you after a session",
        when="Sent once, if nobody answered how it is after a session.",
        purpose=Purpose.CARE,
        placeholders=_ABOUT,
        subject="How are you? We have not heard from you",
        body="Hello {name},\n\nWe asked how you are after your visit on {day} and have not heard "
        "from you. Is all well? Then a minute is enough. Is it not? Then you read at once what to "
        "do:\n\n{link}\n\nThe page asks for your birth date first. The link works up to {until} "
        "and is for you alone. If we hear nothing, somebody of us may call you." + _HELP + END,
        sms="{clinic}: we have not heard from you. How are you? {link} {contact}",
    ),
)
