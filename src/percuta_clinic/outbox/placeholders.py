"""What an occasion is made of, and what can be filled in on several."""

from dataclasses import dataclass

from percuta_clinic.outbox.models import Channel, Purpose


@dataclass(frozen=True, kw_only=True)
class Placeholder:
    """Filled in when a message is made: hidden from staff if secret, never left out if needed."""

    name: str
    meaning: str
    sample: str
    in_subject: bool = False
    secret: bool = False
    needed: bool = False

    @property
    def typed(self) -> str:
        """How it is written in a text."""
        return f"{{{self.name}}}"


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """One kind of message, in our words until the clinic writes its own."""

    key: str
    title: str
    when: str
    purpose: Purpose
    placeholders: tuple[Placeholder, ...]
    subject: str
    body: str
    sms: str = ""

    @property
    def channels(self) -> tuple[Channel, ...]:
        """How it can travel."""
        return (Channel.EMAIL, Channel.SMS) if self.sms else (Channel.EMAIL,)

    @property
    def names(self) -> tuple[str, ...]:
        """The placeholders by name."""
        return tuple(one.name for one in self.placeholders)


CLINIC = (
    Placeholder(
        name="clinic",
        meaning="the name of the clinic",
        sample="Needle & Light",
        in_subject=True,
    ),
    Placeholder(
        name="contact",
        meaning="a sentence with the clinic's phone and e-mail, as set under Settings",
        sample="Call +49 30 1234567 or write to desk@clinic.example.",
    ),
)
FILLED_IN = tuple(one.name for one in CLINIC)
NAME = Placeholder(name="name", meaning="who reads it", sample="Amara Okafor")
DAY = Placeholder(
    name="day", meaning="the day of the visit", sample="Tuesday 12 May 2026", in_subject=True
)
TIME = Placeholder(name="time", meaning="when it begins", sample="14:30", in_subject=True)
SERVICE = Placeholder(
    name="service",
    meaning="what the visit is for; leave it out if others might read the message",
    sample="Consultation",
)
PLACE = Placeholder(name="place", meaning="where to come", sample="Lindenstr. 4, Berlin")
SPECIALIST = Placeholder(name="specialist", meaning="who it is with", sample="Sina Sommer")
PRICE = Placeholder(name="price", meaning="what it costs", sample="40.00 EUR")
VISIT = (NAME, DAY, TIME, SERVICE, SPECIALIST, PLACE, PRICE, *CLINIC)
TERMS = Placeholder(
    name="terms",
    meaning="the price, and what a late no costs, as set under Settings",
    sample="Consultation: the price is 40.00 EUR.\nThere is no fee if you cancel.",
)
SECRET = Placeholder(
    name="link",
    meaning="the private link, shown to its reader alone",
    sample="https://clinic.example/a-private-link",
    secret=True,
    needed=True,
)
LINK = (
    NAME,
    SECRET,
    Placeholder(name="until", meaning="the last day of the link", sample="26 May 2026"),
    *CLINIC,
)
COMMENT = (
    Placeholder(
        name="name",
        meaning="how the writer signed, shown to its reader alone",
        sample="Kim",
        secret=True,
    ),
    Placeholder(name="article", meaning="the title of the article", sample="How to prepare"),
    Placeholder(
        name="page",
        meaning="where the comment stands",
        sample="https://clinic.example/how-to-prepare/#comments",
        needed=True,
    ),
    Placeholder(
        name="link",
        meaning="the link that takes the comment down, shown to its reader alone",
        sample="https://clinic.example/a-private-link",
        secret=True,
        needed=True,
    ),
    *CLINIC,
)
ASKED = (DAY, TIME, SERVICE, SPECIALIST, PLACE, TERMS)  # by anybody: without a name
UNTIL = Placeholder(name="until", meaning="up to when it is kept", sample="12 May, 16:30")
KEPT = (NAME, DAY, TIME, SECRET, UNTIL, *CLINIC)
END = "\n\n{clinic}\n{contact}"
