"""Invitations, and what is told when somebody outside the team opens a chart."""

from datetime import timedelta

from django.utils import timezone

from clinic.outbox.mailbox import Mailbox
from clinic.people_here import House
from percuta_clinic.outbox.notices import glass_broken_tell, invitation_send
from percuta_clinic.outbox.sender import send_due
from percuta_clinic.patients.models import GlassBreak
from percuta_clinic.people.rights import Role
from percuta_clinic.people.services import invitation_make

PAGE = "https://clinic.example/who-did-what/"


def test_an_invitation_brings_its_link_and_last_day(house: House, mailbox: Mailbox) -> None:
    made, secret = invitation_make(
        by=house.olga, email="nina@clinic.example", name="Nina Roth", roles=[Role.SPECIALIST]
    )
    link = f"https://clinic.example/invited/{secret}/"
    message = invitation_send(by=house.olga.actor, invitation=made, link=link)
    assert secret not in message.body + message.sealed
    send_due()
    (mail,) = mailbox.mails
    last_day = timezone.localtime(made.expires_at, house.clinic.zone)
    assert link in mail.get_content()
    assert f"up to {last_day.day} {last_day:%B %Y}." in mail.get_content()


def test_doctors_and_owners_hear_of_broken_glass_once(house: House, mailbox: Mailbox) -> None:
    now = timezone.now()
    broken = GlassBreak.objects.create(
        patient=house.amara,
        account=house.sina,
        reason="herpes flare, she called",
        at=now,
        until=now + timedelta(hours=1),
    )
    for _ in range(2):
        glass_broken_tell(broken=broken, page=PAGE)
    send_due()
    readers = {reader for readers in mailbox.readers for reader in readers}
    assert (len(mailbox.mails), readers) == (2, {"dora@clinic.example", "olga@clinic.example"})
    for mail in mailbox.mails:
        text = mail["Subject"] + mail.get_content()
        assert "Sina Sommer opened a restricted chart" in text
        assert PAGE in text
        assert "herpes" not in text
        assert "Amara" not in text


def test_whoever_broke_the_glass_is_not_told_of_it(house: House, mailbox: Mailbox) -> None:
    now = timezone.now()
    broken = GlassBreak.objects.create(
        patient=house.amara, account=house.dora, reason="x", at=now, until=now
    )
    glass_broken_tell(broken=broken, page=PAGE)
    send_due()
    assert mailbox.readers == [["olga@clinic.example"]]
