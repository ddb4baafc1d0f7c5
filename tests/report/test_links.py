"""Where sources can be looked up again."""

import pytest

from percuta.report.links import link_to
from percuta.screening.catalogue import RULES

MIRROR = "https://mirror.example/26829102"


@pytest.mark.parametrize(
    ("identifier", "address", "link"),
    [
        (
            "DOI 10.1097/DSS.0000000000000640; PMID 1",
            MIRROR,
            "doi.org/10.1097/DSS.0000000000000640",
        ),
        ("DOI 10.1016/s0140-6736(51)91975-7", "", "doi.org/10.1016/s0140-6736(51)91975-7"),
        ("PMID 39640445", MIRROR, "pubmed.ncbi.nlm.nih.gov/39640445/"),
        ("PMC8259462", MIRROR, "pmc.ncbi.nlm.nih.gov/articles/PMC8259462/"),
        ("NCT03390439", "", "clinicaltrials.gov/study/NCT03390439"),
        ("29 CFR 1910.1030", MIRROR, "mirror.example/26829102"),
    ],
)
def test_a_lasting_address_comes_before_a_copy(identifier: str, address: str, link: str) -> None:
    assert link_to(identifier, address) == f"https://{link}"


def test_what_no_address_leads_to_has_no_link() -> None:
    assert link_to("", "public code repository, stored file 33213286434") == ""


def test_no_rule_cites_a_link_that_is_no_address() -> None:
    cited = {source for rule in RULES for source in rule.sources}
    links = [link_to(source.identifier, source.address) for source in cited]
    assert len(links) > 20
    assert all(link.startswith(("https://", "http://")) or not link for link in links)
