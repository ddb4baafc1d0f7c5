"""Texts on how harm is named, graded, judged, counted and reported."""

from percuta.evidence.source import Extent, Grade, Source

CTCAE_V5 = Source(
    key="ctcae_v5",
    citation="National Cancer Institute: Common Terminology Criteria for Adverse Events 5.0, 2017",
    grade=Grade.GUIDELINE,
    read=Extent.PART,
    address="https://studylib.net/doc/26082781/ctcae-v5",
)
CTCAE_SKIN = Source(
    key="ctcae_skin",
    citation=(
        "Freites-Martinez A et al. CTCAE 5.0 for skin. Actas Dermosifiliogr 2021;112(1):90-92"
    ),
    grade=Grade.REVIEW,
    read=Extent.PART,
    address="https://actasdermo.org/en-using-common-terminology-criteria-for-articulo-S1578219020303784",
)
WHO_UMC = Source(
    key="who_umc",
    citation=(
        "Uppsala Monitoring Centre: use of the WHO-UMC system for standardised case causality "
        "assessment, as reprinted in F1000Research 2018;7:243, box 2"
    ),
    grade=Grade.GUIDELINE,
    read=Extent.TABLE,
    identifier="DOI 10.12688/f1000research.13694.1",
    address="https://pmc.ncbi.nlm.nih.gov/articles/PMC6039921/table/B2",
)
CFR_803_32 = Source(
    key="cfr_803_32",
    citation="21 CFR 803.32: what a report contains, by the blocks of Form FDA 3500A (2026 copy)",
    grade=Grade.REGULATION,
    read=Extent.PART,
    identifier="21 CFR 803.32",
    address="https://law.lawstack.com/cfr/21/803.32/",
)
