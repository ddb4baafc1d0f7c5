"""Writes a PDF anew, page by page: what is seen stays, whatever could act or was hidden goes."""

from collections.abc import Iterator
from io import BytesIO

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, PdfObject

from percuta_clinic.files.shapes import Clean, Refused

PAGES = 200
_PAGE = (
    "/Type",
    "/Parent",
    "/Contents",
    "/Resources",
    "/MediaBox",
    "/CropBox",
    "/BleedBox",
    "/TrimBox",
    "/ArtBox",
    "/Rotate",
    "/UserUnit",
    "/Group",
    "/Annots",
)
_MARKS = (
    "/Widget",
    "/FreeText",
    "/Text",
    "/Highlight",
    "/Underline",
    "/StrikeOut",
    "/Squiggly",
    "/Ink",
    "/Line",
    "/Square",
    "/Circle",
    "/Polygon",
    "/PolyLine",
    "/Stamp",
    "/Caret",
)
_MARK = (
    "/Type",
    "/Subtype",
    "/Rect",
    "/AP",
    "/AS",
    "/F",
    "/C",
    "/Contents",
    "/Border",
    "/BS",
    "/QuadPoints",
    "/InkList",
    "/DA",
    "/L",
    "/Vertices",
    "/IC",
    "/CA",
)
_ACTS = frozenset(
    (
        "/AA",
        "/AF",
        "/EF",
        "/EmbeddedFiles",
        "/JS",
        "/JavaScript",
        "/Launch",
        "/Metadata",
        "/OpenAction",
        "/OPI",
        "/PieceInfo",
    )
)
_CALLED = ("/ColorSpace", "/ExtGState", "/Font", "/Pattern", "/Properties", "/Shading", "/XObject")


def rewrite(content: bytes) -> Clean:
    """The same pages without scripts, actions, forms, enclosed files and details of the author."""
    try:
        return Clean(content=_rewritten(content), kind="application/pdf")
    except Refused:
        raise
    except Exception as error:  # a parser of hostile bytes may fail in any way
        raise Refused(
            "This calls itself a PDF but cannot be read: it is damaged or cut short. "
            "Print it to a new PDF and add that."
        ) from error


def _rewritten(content: bytes) -> bytes:
    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted:
        raise Refused(
            "This PDF is locked with a password or against changes, so it cannot be checked. "
            "Open it, print it to a new PDF without protection, and add that."
        )
    if not 0 < len(reader.pages) <= PAGES:
        raise Refused(
            f"This PDF has {len(reader.pages)} pages; a document may have from 1 to {PAGES}. "
            "Split it."
        )
    writer = PdfWriter()
    for page in reader.pages:
        _strip(page)
        writer.add_page(page)
    _strip_deep(writer)
    writer.metadata = None
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _strip(page: PageObject) -> None:
    """Leaves what is drawn; marks and filled-in fields keep their looks and lose the rest."""
    for name in [name for name in page if name not in _PAGE]:
        del page[name]
    if "/Annots" not in page:
        return
    found = page["/Annots"].get_object()
    marks = [mark.get_object() for mark in found] if isinstance(found, ArrayObject) else []
    page[NameObject("/Annots")] = ArrayObject(
        _looks(mark)
        for mark in marks
        if isinstance(mark, DictionaryObject) and mark.get("/Subtype") in _MARKS
    )


def _looks(mark: DictionaryObject) -> DictionaryObject:
    return DictionaryObject(
        {NameObject(name): mark.raw_get(name) for name in _MARK if name in mark}
    )


def _strip_deep(writer: PdfWriter) -> None:
    """Removes what is enclosed or acts, anywhere; the names a page gives its fonts stay."""
    every = list(_dictionaries(writer))
    called = {id(one[name].get_object()) for one in every for name in _CALLED if name in one}
    for one in every:
        for name in () if id(one) in called else _ACTS & one.keys():
            del one[name]


def _dictionaries(writer: PdfWriter) -> Iterator[DictionaryObject]:
    waiting: list[PdfObject | None] = list(writer._objects)
    while waiting:
        one = waiting.pop()
        if isinstance(one, DictionaryObject):
            yield one
            waiting += list(dict.values(one))
        elif isinstance(one, ArrayObject):
            waiting += list(list.__iter__(one))
