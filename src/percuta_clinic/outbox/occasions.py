"""What the clinic writes about: for each occasion the words, and what can be filled in."""

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
_NAME = Placeholder(name="name", meaning="who reads it", sample="Amara Okafor")
_DAY = Placeholder(
    name="day", meaning="the day of the visit", sample="Tuesday 12 May 2026", in_subject=True
)
_TIME = Placeholder(name="time", meaning="when it begins", sample="14:30", in_subject=True)
_SERVICE = Placeholder(
    name="service",
    meaning="what the visit is for; leave it out if others might read the message",
    sample="Consultation",
)
_PLACE = Placeholder(name="place", meaning="where to come", sample="Lindenstr. 4, Berlin")
_VISIT = (_NAME, _DAY, _TIME, _SERVICE, _PLACE, *CLINIC)
_SECRET = Placeholder(
    name="link",
    meaning="the private link, shown to its reader alone",
    sample="https://clinic.example/a-private-link",
    secret=True,
    needed=True,
)
_LINK = (
    _NAME,
    _SECRET,
    Placeholder(name="until", meaning="the last day of the link", sample="26 May 2026"),
    *CLINIC,
)
_END = "\n\n{clinic}\n{contact}"

OCCASIONS = {
    one.key: one
    for one in (
        Occasion(
            key="invitation",
            title="Invitation to an account",
            when="Sent when somebody is invited to open an account.",
            purpose=Purpose.ACCOUNT,
            placeholders=(
                _NAME,
                _SECRET,
                Placeholder(name="until", meaning="the last day of the link", sample="26 May 2026"),
                *CLINIC,
            ),
            subject="Your account at {clinic}",
            body="Hello {name},\n\nWe have made an account for you. Choose your password here:\n\n"
            "{link}\n\nThe link works once, up to {until}. If you did not expect this e-mail, "
            "you can delete it." + _END,
        ),
        Occasion(
            key="visit_booked",
            title="Visit booked",
            when="Sent when a visit is booked.",
            purpose=Purpose.CARE,
            placeholders=_VISIT,
            subject="Your visit on {day}",
            body="Hello {name},\n\nYour visit is booked:\n\n{day} at {time}\n{place}\n\n"
            "If you cannot come, please tell us as soon as you can." + _END,
            sms="{clinic}: your visit is on {day} at {time}. {contact}",
        ),
        Occasion(
            key="visit_moved",
            title="Visit moved",
            when="Sent when a visit gets another time.",
            purpose=Purpose.CARE,
            placeholders=(
                *_VISIT,
                Placeholder(
                    name="old_day", meaning="the day before it was moved", sample="Monday 11 May"
                ),
                Placeholder(
                    name="old_time", meaning="the time before it was moved", sample="09:00"
                ),
            ),
            subject="New time for your visit: {day}",
            body="Hello {name},\n\nYour visit has a new time:\n\n{day} at {time}\n{place}\n\n"
            "The old time, {old_day} at {old_time}, is no longer yours. If the new time does not "
            "suit you, please tell us." + _END,
            sms="{clinic}: your visit now is on {day} at {time}, no longer on {old_day} at "
            "{old_time}. {contact}",
        ),
        Occasion(
            key="visit_cancelled",
            title="Visit cancelled",
            when="Sent when a visit is cancelled.",
            purpose=Purpose.CARE,
            placeholders=_VISIT,
            subject="Your visit on {day} is cancelled",
            body="Hello {name},\n\nYour visit on {day} at {time} is cancelled. You need not come."
            "\n\nIf you would like another time, please tell us." + _END,
            sms="{clinic}: your visit on {day} at {time} is cancelled. {contact}",
        ),
        Occasion(
            key="visit_reminder",
            title="Reminder of a visit",
            when="Sent before a visit.",
            purpose=Purpose.CARE,
            placeholders=_VISIT,
            subject="See you on {day}",
            body="Hello {name},\n\nWe look forward to seeing you:\n\n{day} at {time}\n{place}\n\n"
            "If you cannot come, please tell us now, so that somebody else can have the time."
            + _END,
            sms="{clinic}: see you on {day} at {time}. {contact}",
        ),
        Occasion(
            key="prepare",
            title="Questions before a visit",
            when="Sent before a treatment, with a private link to the questions.",
            purpose=Purpose.CARE,
            placeholders=_LINK,
            subject="A few questions before your visit to {clinic}",
            body="Hello {name},\n\nBefore your visit we need to know a few things about you. "
            "Please answer our questions here:\n\n{link}\n\nThe page asks for your birth date "
            "first. It saves as you type, so you can stop and go on later. A consent to "
            "read stands on the same page when there is one. The link works up to "
            "{until} and is for you alone." + _END,
            sms="{clinic}: please answer a few questions before your visit: {link} {contact}",
        ),
        Occasion(
            key="prepare_reminder",
            title="Questions still open",
            when="Sent two days before a visit if the questions are not answered.",
            purpose=Purpose.CARE,
            placeholders=_LINK,
            subject="Your answers are still missing",
            body="Hello {name},\n\nYour visit is near, and we do not have all your answers yet. "
            "What you typed is kept. Please finish it here:\n\n{link}\n\nWithout the answers we "
            "may have to choose another day. The link works up to {until} and is for you alone."
            + _END,
            sms="{clinic}: your answers are still missing. Please finish them: {link} {contact}",
        ),
        Occasion(
            key="wait_over",
            title="A wait is over",
            when="Sent on the day from which a treatment that had to wait can be looked at again.",
            purpose=Purpose.CARE,
            placeholders=(_NAME, *CLINIC),
            subject="We can look again",
            body="Hello {name},\n\nYou wanted to come to us for a treatment, and we asked you to "
            "wait. The wait ends today, so we can look at it again together. If you still would "
            "like it, please tell us and we find a day." + _END,
            sms="{clinic}: the wait we spoke of ends today. We can look again. {contact}",
        ),
        Occasion(
            key="wait_event",
            title="Has it changed?",
            when="Sent two weeks after the answers if something had to heal or calm down first.",
            purpose=Purpose.CARE,
            placeholders=_LINK,
            subject="How is it now?",
            body="Hello {name},\n\nWhen we last asked you, something needed time before a "
            "treatment. How is it now? Please tell us here:\n\n{link}\n\nIf it needs more time, "
            "you need not do anything. The link works up to {until} and is for you alone." + _END,
            sms="{clinic}: how is it now? {link} {contact}",
        ),
        Occasion(
            key="password_reset",
            title="New password",
            when="Sent when somebody forgot their password.",
            purpose=Purpose.ACCOUNT,
            placeholders=(_NAME, _SECRET, *CLINIC),
            subject="Choose a new password",
            body="Hello {name},\n\nSomebody, we hope you, asked for a new password. Choose it "
            "here:\n\n{link}\n\nIf it was not you, do nothing: your password stays as it is."
            + _END,
        ),
        Occasion(
            key="account_notice",
            title="Notice about an account",
            when="Sent when something about an account changes, such as its address.",
            purpose=Purpose.ACCOUNT,
            placeholders=(
                Placeholder(
                    name="title",
                    meaning="what it is about",
                    sample="Your e-mail address was changed",
                    in_subject=True,
                ),
                Placeholder(
                    name="text",
                    meaning="what happened and what to do, shown to its reader alone",
                    sample="Your account now has the address amara@mail.example.",
                    secret=True,
                    needed=True,
                ),
                *CLINIC,
            ),
            subject="{title}",
            body="{text}" + _END,
        ),
        Occasion(
            key="glass_broken",
            title="Restricted chart opened",
            when="Sent to a doctor or owner when somebody outside the team opens a chart.",
            purpose=Purpose.ACCOUNT,
            placeholders=(
                _NAME,
                Placeholder(name="who", meaning="who opened the chart", sample="Sina Sommer"),
                Placeholder(name="at", meaning="when", sample="12 May 2026, 14:30"),
                Placeholder(
                    name="page",
                    meaning="the page with the reason, behind the sign-in",
                    sample="https://clinic.example/who-did-what/",
                    needed=True,
                ),
                *CLINIC,
            ),
            subject="A restricted chart was opened",
            body="Hello {name},\n\n{who} opened a restricted chart on {at} and gave a reason. "
            "Please read it and say whether it was right:\n\n{page}" + _END,
        ),
        Occasion(
            key="letter",
            title="Letter to a patient",
            when="Written by hand from the chart.",
            purpose=Purpose.CARE,
            placeholders=(
                _NAME,
                Placeholder(
                    name="text",
                    meaning="what was written",
                    sample="Thank you for your call. We have time for you on Monday.",
                    needed=True,
                ),
                Placeholder(name="writer", meaning="who wrote it", sample="Dora Doktor"),
                *CLINIC,
            ),
            subject="A message from {clinic}",
            body="Hello {name},\n\n{text}\n\n{writer}" + _END,
            sms="{clinic}: {text}",
        ),
        Occasion(
            key="consent_offered",
            title="A consent to read",
            when="Sent when a consent is put before a patient.",
            purpose=Purpose.CARE,
            placeholders=(_NAME, _SECRET, *CLINIC),
            subject="Something to read from {clinic}",
            body="Hello {name},\n\nPlease read this before your visit. You can ask us questions "
            "there, and you decide:\n\n{link}" + _END,
            sms="{clinic}: please read this before your visit: {link}",
        ),
        Occasion(
            key="consent_answer",
            title="Your question was answered",
            when="Sent when a question about a consent is answered.",
            purpose=Purpose.CARE,
            placeholders=(_NAME, _SECRET, *CLINIC),
            subject="We have answered your question",
            body="Hello {name},\n\nYou asked us a question. Our answer is here:\n\n{link}" + _END,
            sms="{clinic}: we have answered your question: {link}",
        ),
    )
}


def occasion_of(key: str) -> Occasion:
    """The occasion of this name."""
    found = OCCASIONS.get(key)
    if found is None:
        raise ValueError(f"{key!r} is no occasion. They are: {', '.join(OCCASIONS)}.")
    return found
