"""Whether a cartridge is for the device that stands there; where nobody said, that is said."""

from percuta_clinic.stock.models import Product
from percuta_clinic.stock.science import model_of

OTHER = "other"  # of a product: for a device that the science does not know


def fit_of(product: Product | None, *, device: str, model: str) -> tuple[str, str]:
    """Why a cartridge may not go on this device: a word and a sentence, or nothing; as why_not.

    ``device`` is its name, empty where none is named; ``model`` is empty if entered by hand.
    """
    if product is None:
        return "", ""
    if not device:
        return "device not known", "Not checked: no device is named here."
    if not product.for_device:
        return "device not known", f"Not checked: not known for which device {product} is."
    if product.for_device == (model or OTHER):
        return "", ""
    return "other device", f"For {device_words(product.for_device)}; this session is {device}."


def device_words(for_device: str) -> str:
    """The device a product is for, by its name."""
    known = model_of(for_device)
    return known.name if known is not None else "another device, entered by hand"
