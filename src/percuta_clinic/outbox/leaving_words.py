"""When and how a message goes out, for whoever has just asked for it."""

from django.utils import timezone

from percuta_clinic.outbox.models import Message, State


def leaving_words(what: str, message: Message) -> str:
    """What became of ``what``, such as *The link*, by the facts of its message."""
    by = message.get_channel_display()
    if message.state == State.WAITING:
        due = timezone.localtime(message.due_at)
        if message.due_at > timezone.now():
            when = f"on {due:%A %-d %B} from {due:%H:%M}, after the quiet hours"
            return f"{what} will be sent by {by} {when}. You see it under Messages."
        return f"{what} goes out by {by} now. You see it under Messages."
    if message.state == State.SENT:
        return f"{what} went out by {by}. You see it under Messages."
    return f"{what} was not sent: {message.get_state_display()}. See why under Messages."
