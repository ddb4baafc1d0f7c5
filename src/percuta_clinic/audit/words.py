"""Every action in plain words, in groups that people filter by."""

from collections.abc import Mapping
from types import MappingProxyType

GROUPS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "Charts": {
            "chart.opened": "opened the chart",
            "chart.restricted": "changed who may open the chart",
            "chart.unrestricted": "opened the chart to everybody who treats",
            "glass.broken": "opened a restricted chart with a reason",
            "glass.seen": "looked into why a restricted chart was opened",
            "note.signed": "signed a note",
            "note.amended": "amended a note",
            "note.opened": "read a note",
            "file.added": "put a file into the chart",
            "file.opened": "opened a file of the chart",
            "file.removed": "took a file out of the chart",
        },
        "Consents": {
            "consent.offered": "put a consent before a patient",
            "consent.offer_ended": "took a consent back before it was signed",
            "consent.read": "opened a consent to read",
            "consent.renewed": "went on with the newest text of a consent",
            "consent.asked": "asked a question about a consent",
            "consent.answered": "answered a question about a consent",
            "consent.signed": "signed a consent",
            "consent.opened": "opened a signed consent",
            "consent.withdrawn": "withdrew a consent",
            "consent_text.saved": "wrote a text for consents",
            "consent_text.used": "put a text for consents in use",
        },
        "Patients": {
            "patient.entered": "entered a patient",
            "patient.changed": "changed a patient's details",
            "patient.merged": "merged two records of one person",
            "merge.undone": "took two merged records apart again",
            "patient.account_tied": "tied a patient to an account",
            "contact.added": "added somebody to call for a patient",
            "contact.changed": "changed somebody to call for a patient",
            "contact.ended": "took away somebody to call for a patient",
        },
        "Data taken out or removed": {
            "patient.exported": "took a person's data out",
            "patient.removed": "removed a patient",
            "patient.restored": "restored a patient",
            "patient.erased": "erased a patient for good",
            "backup.made": "made a backup",
            "audit.downloaded": "downloaded this list",
            "audit.verified": "checked that nobody altered this list",
        },
        "Visits": {
            "visit.booked": "booked a visit",
            "visit.moved": "moved a visit on",
            "visit.treatment_begun": "began a treatment",
            "visit.treatment_undone": "took back that a treatment had begun",
            "visit.shifted": "moved a visit to another time",
        },
        "Before a treatment": {
            "link.made": "made a private link for a patient",
            "link.opened": "opened a private link with the birth date",
            "link.guessed": "shut a private link after too many wrong birth dates",
            "link.shut": "shut a patient's private links",
            "form.opened": "opened questions for a patient",
            "form.sent": "sent the answers to the questions",
            "form.put_aside": "put questions to a patient aside",
            "answers.put_right": "put a patient's answers right",
            "finding.decided": "decided on what a rule found",
            "finding.decision_withdrawn": "withdrew a decision on what a rule found",
        },
        "Messages": {
            "message.queued": "put a message into the outbox",
            "message.sent": "sent a message",
            "message.opened": "read a message that was sent",
            "message.retried": "tried to send a message again",
            "message.held_back": "could not send a message yet",
            "message.put_aside": "put a message aside",
            "message.given_up": "gave a message up",
            "message.withdrawn": "took a message back before it was sent",
            "message_text.changed": "changed a message text",
        },
        "Signing in": {
            "session.opened": "signed in",
            "session.ended": "signed out",
            "session.refused": "was refused at sign-in",
            "password.changed": "changed the password",
            "password.reset": "set a new password by letter",
            "second_factor.added": "added a second step",
            "second_factor.removed": "removed a second step",
            "second_factor.renewed": "made new recovery codes",
            "second_factor.spare_code_used": "used up a recovery code",
            "second_factor.codes_kept": "confirmed that the recovery codes are kept",
            "account.recovered": "was let in again from the command line",
        },
        "People and roles": {
            "account.made": "opened an account",
            "account.renamed": "changed the name of an account",
            "account.closed": "closed an account",
            "account.reopened": "opened a closed account again",
            "role.given": "gave a role",
            "role.ended": "ended a role",
            "invitation.made": "invited somebody",
            "invitation.accepted": "accepted an invitation",
            "invitation.withdrawn": "withdrew an invitation",
            "delegation.given": "delegated acts to a specialist",
            "delegation.withdrawn": "withdrew a delegation",
            "rules.signed": "signed the rules",
            "rules.unsigned": "withdrew the signature under the rules",
        },
        "Clinic and stock": {
            "clinic.opened": "set the clinic up",
            "clinic.changed": "changed the clinic's details",
            "room.added": "added a room",
            "room.changed": "changed a room",
            "service.added": "added a service",
            "service.changed": "changed a service",
            "device.added": "added a device",
            "device.changed": "changed a device",
            "device.retired": "retired a device",
            "device.returned": "put a retired device to use again",
            "product.added": "added a product",
            "product.changed": "changed a product",
            "lot.received": "received a lot",
            "lot.counted": "put the count of a lot right",
            "lot.taken": "took some of a lot off the shelf",
            "lot.recalled": "recalled a lot",
            "lot.released": "took the recall of a lot back",
        },
    }
)
WORDS: Mapping[str, str] = MappingProxyType(
    {action: words for group in GROUPS.values() for action, words in group.items()}
)


def in_words(action: str) -> str:
    """What was done, as people say it; an action of a later version keeps its name."""
    return WORDS.get(action, action)
