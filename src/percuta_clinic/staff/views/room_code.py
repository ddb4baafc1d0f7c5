"""What a code says and how the cartridge behind it stands, asked from the treatment room."""

from http import HTTPStatus
from uuid import UUID

import msgspec
from django.http import HttpResponseBase, JsonResponse
from django.views.decorators.http import require_POST

from percuta_clinic.files.shapes import Refused
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.rights import Right
from percuta_clinic.stock.codes import code_read
from percuta_clinic.stock.reading import codes_in
from percuta_clinic.treatment.access import session_for
from percuta_clinic.treatment.gate import standing_told


class Typed(msgspec.Struct, forbid_unknown_fields=True):
    """A code that was scanned or typed."""

    code: str


@require_POST
@needs(Right.OPEN_CHART)
def code(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Reads a picture, or {"code": text}; the picture is looked at and forgotten."""
    session = session_for(request.user, key)
    try:
        texts = _texts(request)
    except (Refused, msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as trouble:
        why = f"This cannot be read: {trouble}"
        return JsonResponse({"why": why}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return JsonResponse({"codes": [standing_told(session, code_read(text)) for text in texts]})


def _texts(request: ClinicRequest) -> list[str]:
    if (request.content_type or "").startswith("image/"):
        return codes_in(request.body)
    return [msgspec.json.decode(request.body, type=Typed).code]
