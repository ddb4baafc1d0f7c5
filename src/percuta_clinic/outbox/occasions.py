"""What the clinic writes about: for each occasion the words."""

from percuta_clinic.outbox.after_course import AFTER_COURSE
from percuta_clinic.outbox.after_session import AFTER_SESSION
from percuta_clinic.outbox.models import Purpose
from percuta_clinic.outbox.placeholders import (
    ASKED,
    CLINIC,
    COMMENT,
    END,
    KEPT,
    LINK,
    NAME,
    SECRET,
    UNTIL,
    VISIT,
    Occasion,
    Placeholder,
)

OCCASIONS = {
    one.key: one
    for one in (
        Occasion(
            key="invitation",
            title="Invitation to an account",
            when="Sent when somebody is invited to open an account.",
            purpose=Purpose.ACCOUNT,
            placeholders=(
                NAME,
                SECRET,
                Placeholder(name="until", meaning="the last day of the link", sample="26 May 2026"),
                *CLINIC,
            ),
            subject="Your account at {clinic}",
            body="Hello {name},\n\nWe have made an account for you. Choose your password here:\n\n"
            "{link}\n\nThe link works once, up to {until}. If you did not expect this e-mail, "
            "you can delete it." + END,
        ),
        Occasion(
            key="visit_booked",
            title="Visit booked",
            when="Sent when a visit is booked.",
            purpose=Purpose.CARE,
            placeholders=VISIT,
            subject="Your visit on {day}",
            body="Hello {name},\n\nYour visit is booked:\n\n{service}, with {specialist}\n"
            "{day} at {time}\n{place}\nPrice: {price}\n\n"
            "To move or cancel it, please tell us as soon as you can. If you have a private page "
            "or an account with us, you can do it there yourself." + END,
            sms="{clinic}: your visit is on {day} at {time}. {contact}",
        ),
        Occasion(
            key="visit_moved",
            title="Visit moved",
            when="Sent when a visit gets another time.",
            purpose=Purpose.CARE,
            placeholders=(
                *VISIT,
                Placeholder(
                    name="old_day", meaning="the day before it was moved", sample="Monday 11 May"
                ),
                Placeholder(
                    name="old_time", meaning="the time before it was moved", sample="09:00"
                ),
            ),
            subject="New time for your visit: {day}",
            body="Hello {name},\n\nYour visit has a new time:\n\n{day} at {time}, with "
            "{specialist}\n{place}\n\n"
            "The old time, {old_day} at {old_time}, is no longer yours. If the new time does not "
            "suit you, please tell us." + END,
            sms="{clinic}: your visit now is on {day} at {time}, no longer on {old_day} at "
            "{old_time}. {contact}",
        ),
        Occasion(
            key="visit_cancelled",
            title="Visit cancelled",
            when="Sent when a visit is cancelled.",
            purpose=Purpose.CARE,
            placeholders=VISIT,
            subject="Your visit on {day} is cancelled",
            body="Hello {name},\n\nYour visit on {day} at {time} is cancelled. You need not come."
            "\n\nIf you would like another time, please tell us." + END,
            sms="{clinic}: your visit on {day} at {time} is cancelled. {contact}",
        ),
        Occasion(
            key="visit_reminder",
            title="Reminder of a visit",
            when="Sent before a visit.",
            purpose=Purpose.CARE,
            placeholders=VISIT,
            subject="See you on {day}",
            body="Hello {name},\n\nWe look forward to seeing you:\n\n{day} at {time}\n{place}\n\n"
            "If you cannot come, please tell us now, so that somebody else can have the time."
            + END,
            sms="{clinic}: see you on {day} at {time}. {contact}",
        ),
        Occasion(
            key="request_confirm",
            title="Somebody asked for a time",
            when="Sent when a visitor of the public pages asks for a time, before it is booked.",
            purpose=Purpose.ACCOUNT,
            placeholders=(*ASKED, SECRET, UNTIL, *CLINIC),
            subject="Please confirm your time at {clinic}",
            body="Hello,\n\nYou asked for a time with us:\n\n{service}, with {specialist}\n"
            "{day} at {time}\n{place}\n\n{terms}\n\nPlease confirm it here:\n\n{link}\n\n"
            "We keep it for you until {until}. It is not booked before you confirm. Then you get "
            "a private page, where you can move or cancel it. If you did not ask for it, do "
            "nothing: everything you did not confirm is deleted after a day." + END,
        ),
        Occasion(
            key="request_late",
            title="Somebody asked for a time, and our letter was late",
            when="Sent in place of the letter above where it could not leave in time.",
            purpose=Purpose.ACCOUNT,
            placeholders=(*ASKED, SECRET, *CLINIC),
            subject="Your time at {clinic}: our e-mail was late",
            body="Hello,\n\nYou asked for a time with us:\n\n{service}, with {specialist}\n"
            "{day} at {time}\n{place}\n\n{terms}\n\nOur e-mail could not leave in time. We are "
            "sorry: we do not keep this time for you any more. If it is still free, you can book "
            "it here, or choose another:\n\n{link}\n\nIf you did not ask for it, do nothing: "
            "everything you did not confirm is deleted after a day." + END,
        ),
        Occasion(
            key="own_page",
            title="Private page of somebody new",
            when="Sent when a visitor has confirmed a first visit, with a private link.",
            purpose=Purpose.CARE,
            placeholders=(*ASKED, *LINK),
            subject="Your private page at {clinic}",
            body="Hello {name},\n\nYour visit is booked:\n\n{service}, with {specialist}\n"
            "{day} at {time}\n{place}\n\n{terms}\n\nOn your private page you can see your "
            "visit, move it or cancel it. What we need to know before stands there too:\n\n"
            "{link}\n\nThe page asks for your birth date first. The link works up to {until} and "
            "is for you alone." + END,
        ),
        Occasion(
            key="time_free",
            title="A time came free",
            when="Sent to the first on the waiting list whom a free time fits.",
            purpose=Purpose.CARE,
            placeholders=KEPT,
            subject="A time came free: {day}",
            body="Hello {name},\n\nYou are on our waiting list. A time came free:\n\n{day} at "
            "{time}\n\nWe keep it for you until {until}. Take it, say no, or leave the list "
            "here:\n\n{link}" + END,
            sms="{clinic}: a time came free on {day} at {time}. Kept for you until {until}: {link}",
        ),
        Occasion(
            key="prepare",
            title="Questions before a visit",
            when="Sent before a treatment, with a private link to the questions.",
            purpose=Purpose.CARE,
            placeholders=LINK,
            subject="A few questions before your visit to {clinic}",
            body="Hello {name},\n\nBefore your visit we need to know a few things about you. "
            "Please answer our questions here:\n\n{link}\n\nThe page asks for your birth date "
            "first. It saves as you type, so you can stop and go on later. A consent to "
            "read stands on the same page when there is one. The link works up to "
            "{until} and is for you alone." + END,
            sms="{clinic}: please answer a few questions before your visit: {link} {contact}",
        ),
        Occasion(
            key="prepare_reminder",
            title="Questions still open",
            when="Sent two days before a visit if the questions are not answered.",
            purpose=Purpose.CARE,
            placeholders=LINK,
            subject="Your answers are still missing",
            body="Hello {name},\n\nYour visit is near, and we do not have all your answers yet. "
            "What you typed is kept. Please finish it here:\n\n{link}\n\nWithout the answers we "
            "may have to choose another day. The link works up to {until} and is for you alone."
            + END,
            sms="{clinic}: your answers are still missing. Please finish them: {link} {contact}",
        ),
        Occasion(
            key="wait_over",
            title="A wait is over",
            when="Sent on the day from which a treatment that had to wait can be looked at again.",
            purpose=Purpose.CARE,
            placeholders=(NAME, *CLINIC),
            subject="We can look again",
            body="Hello {name},\n\nYou wanted to come to us for a treatment, and we asked you to "
            "wait. The wait ends today, so we can look at it again together. If you still would "
            "like it, please tell us and we find a day." + END,
            sms="{clinic}: the wait we spoke of ends today. We can look again. {contact}",
        ),
        Occasion(
            key="package_ends",
            title="A package ends",
            when="Sent a month before the last day of a package that has sessions left.",
            purpose=Purpose.CARE,
            placeholders=(
                NAME,
                Placeholder(name="left", meaning="how many are left", sample="2 sessions"),
                Placeholder(name="day", meaning="the last day", sample="3 May 2027"),
                *CLINIC,
            ),
            subject="You have sessions left at {clinic}",
            body="Hello {name},\n\nYou have {left} left with us. They can be used up to {day}."
            "\n\nPlease tell us if you would like a visit. If you cannot come before that day, "
            "tell us too, and we look for a way." + END,
            sms="{clinic}: you have {left} left, up to {day}. {contact}",
        ),
        Occasion(
            key="wait_event",
            title="Has it changed?",
            when="Sent two weeks after the answers if something had to heal or calm down first.",
            purpose=Purpose.CARE,
            placeholders=LINK,
            subject="How is it now?",
            body="Hello {name},\n\nWhen we last asked you, something needed time before a "
            "treatment. How is it now? Please tell us here:\n\n{link}\n\nIf it needs more time, "
            "you need not do anything. The link works up to {until} and is for you alone." + END,
            sms="{clinic}: how is it now? {link} {contact}",
        ),
        *AFTER_SESSION,
        *AFTER_COURSE,
        Occasion(
            key="password_reset",
            title="New password",
            when="Sent when somebody forgot their password.",
            purpose=Purpose.ACCOUNT,
            placeholders=(NAME, SECRET, *CLINIC),
            subject="Choose a new password",
            body="Hello {name},\n\nSomebody, we hope you, asked for a new password. Choose it "
            "here:\n\n{link}\n\nIf it was not you, do nothing: your password stays as it is." + END,
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
            body="{text}" + END,
        ),
        Occasion(
            key="glass_broken",
            title="Restricted chart opened",
            when="Sent to a doctor or owner when somebody outside the team opens a chart.",
            purpose=Purpose.ACCOUNT,
            placeholders=(
                NAME,
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
            "Please read it and say whether it was right:\n\n{page}" + END,
        ),
        Occasion(
            key="task_waits",
            title="Something urgent waits",
            when="Sent at once, at any hour, to whoever is on call, then to doctors and owners.",
            purpose=Purpose.ACCOUNT,
            placeholders=(
                NAME,
                Placeholder(
                    name="page",
                    meaning="the page to take it on, behind the sign-in",
                    sample="https://clinic.example/tasks/one/",
                    needed=True,
                ),
                *CLINIC,
            ),
            subject="An urgent message about a patient waits",
            body="Hello {name},\n\nAn urgent message about a patient waits for you. Please sign "
            "in, read it and take it:\n\n{page}\n\nIf you do not take it, others are told." + END,
            sms="{clinic}: an urgent message about a patient waits. Sign in and take it: {page}",
        ),
        Occasion(
            key="letter",
            title="Letter to a patient",
            when="Written by hand from the chart.",
            purpose=Purpose.CARE,
            placeholders=(
                NAME,
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
            body="Hello {name},\n\n{text}\n\n{writer}" + END,
            sms="{clinic}: {text}",
        ),
        Occasion(
            key="consent_offered",
            title="A consent to read",
            when="Sent when a consent is put before a patient.",
            purpose=Purpose.CARE,
            placeholders=(NAME, SECRET, *CLINIC),
            subject="Something to read from {clinic}",
            body="Hello {name},\n\nPlease read this before your visit. You can ask us questions "
            "there, and you decide:\n\n{link}" + END,
            sms="{clinic}: please read this before your visit: {link}",
        ),
        Occasion(
            key="consent_answer",
            title="Your question was answered",
            when="Sent when a question about a consent is answered.",
            purpose=Purpose.CARE,
            placeholders=(NAME, SECRET, *CLINIC),
            subject="We have answered your question",
            body="Hello {name},\n\nYou asked us a question. Our answer is here:\n\n{link}" + END,
            sms="{clinic}: we have answered your question: {link}",
        ),
        Occasion(
            key="plan_ready",
            title="A plan to read",
            when="Sent when a plan is approved and waits for the patient's decision.",
            purpose=Purpose.CARE,
            placeholders=(NAME, SECRET, *CLINIC),
            subject="Your plan is ready to read",
            body="Hello {name},\n\nYour plan is ready. Read it in peace, ask us what you like, and "
            "then decide:\n\n{link}" + END,
            sms="{clinic}: your plan is ready to read: {link}",
        ),
        Occasion(
            key="plan_answer",
            title="Your question about a plan was answered",
            when="Sent when a question about a plan is answered.",
            purpose=Purpose.CARE,
            placeholders=(NAME, SECRET, *CLINIC),
            subject="We have answered your question",
            body="Hello {name},\n\nYou asked us a question. Our answer is here:\n\n{link}" + END,
            sms="{clinic}: we have answered your question: {link}",
        ),
        Occasion(
            key="comment_shown",
            title="A comment is shown",
            when="Sent when a comment is approved, to a writer who asked for it.",
            purpose=Purpose.ACCOUNT,
            placeholders=COMMENT,
            subject="Your comment at {clinic}",
            body="Hello {name},\n\nYour comment is now under the article “{article}”:\n\n{page}\n\n"
            "You asked us to tell you. If you want it gone, open this link and confirm. It works "
            "at any time, for whoever has it:\n\n{link}" + END,
        ),
        Occasion(
            key="comment_answered",
            title="A comment was answered",
            when="Sent when a comment is answered, to a writer who asked for it.",
            purpose=Purpose.ACCOUNT,
            placeholders=COMMENT,
            subject="An answer to your comment at {clinic}",
            body="Hello {name},\n\nWe answered your comment under the article “{article}”:\n\n"
            "{page}\n\nYou asked us to tell you. If you want your comment and our answer gone, "
            "open this link and confirm. It works at any time, for whoever has it:\n\n{link}" + END,
        ),
    )
}


def occasion_of(key: str) -> Occasion:
    """The occasion of this name."""
    found = OCCASIONS.get(key)
    if found is None:
        raise ValueError(f"{key!r} is no occasion. They are: {', '.join(OCCASIONS)}.")
    return found
