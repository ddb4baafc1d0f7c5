"""Where a source can be looked up again: its publisher's own address before any copy of it."""

import re

_LASTING = (
    (re.compile(r"\bDOI (10\.\S+?)(?=[;,]|\s|$)"), "https://doi.org/{}"),
    (re.compile(r"\bPMID (\d+)"), "https://pubmed.ncbi.nlm.nih.gov/{}/"),
    (re.compile(r"\b(PMC\d+)"), "https://pmc.ncbi.nlm.nih.gov/articles/{}/"),
    (re.compile(r"\b(NCT\d{8})"), "https://clinicaltrials.gov/study/{}"),
)


def link_to(identifier: str, address: str) -> str:
    """The lasting address that an identifier stands for, else where the text was read.

    Empty where a text was read that no address leads to.
    """
    for pattern, where in _LASTING:
        if found := pattern.search(identifier):
            return where.format(found[1])
    return address if re.fullmatch(r"https?://\S+", address) else ""
