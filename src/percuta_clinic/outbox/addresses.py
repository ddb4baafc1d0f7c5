"""Where messages go: addresses checked, phone numbers as the whole world dials them."""

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from percuta_clinic.outbox.models import Channel


def checked_address(address: str, *, channel: str, country: str) -> str:
    """An address something can be sent to; anything else is refused."""
    if channel == Channel.SMS:
        return phone_number(address, country=country)
    address = address.strip()
    try:
        validate_email(address)
    except ValidationError as error:
        raise ValidationError(
            f"{address!r} is not an e-mail address. It looks like name@mail.example."
        ) from error
    return address


def phone_number(typed: str, *, country: str) -> str:
    """As +493012345678 (E.164); ``country`` completes a number without its country code."""
    try:
        number = phonenumbers.parse(typed, country)
    except phonenumbers.NumberParseException as error:
        raise ValidationError(_refusal(typed, country)) from error
    found = phonenumbers.is_possible_number_with_reason(number)
    if found != phonenumbers.ValidationResult.IS_POSSIBLE:
        raise ValidationError(_refusal(typed, country))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _refusal(typed: str, country: str) -> str:
    return (
        f"{typed!r} is not a phone number that can be reached from {country}. "
        "Write it with its country code, such as +49 151 23456789."
    )
