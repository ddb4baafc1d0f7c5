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
MIR_731 = Source(
    key="mir_731",
    citation=(
        "European Commission: Manufacturer Incident Report for serious incidents (MDR/IVDR), "
        "template 7.3.1, copy on a document site: sections 1.1 to 1.3.1"
    ),
    grade=Grade.REGULATION,
    read=Extent.PART,
    address="https://www.scribd.com/document/864596952/MIR",
)
MIR_SECTIONS = Source(
    key="mir_sections",
    citation="Qarad: the MIR template of the European Commission, what its five sections ask",
    grade=Grade.SECONDARY,
    read=Extent.PART,
    address="https://www.qarad.com/news/eu-commission-publishes-new-mir-template",
)
YELLOW_CARD_MHRA = Source(
    key="yellow_card_mhra",
    citation="MHRA Yellow Card: medical devices, what to report and that the device is kept",
    grade=Grade.GUIDELINE,
    read=Extent.PAGE,
    address="https://yellowcard.mhra.gov.uk/medical-devices",
)
MHRA_ADOPTERS = Source(
    key="mhra_adopters",
    citation=(
        "NHS digital regulations service: reporting safety issues of devices to the MHRA, reviewed "
        "13 January 2023"
    ),
    grade=Grade.GUIDELINE,
    read=Extent.PAGE,
    address=(
        "https://digitalregulations.innovation.nhs.uk/regulations-and-guidance-for-adopters/"
        "all-adopters-guidance/reporting-safety-issues-about-medical-devices-to-the-mhra"
    ),
)
NEWCOMBE1998 = Source(
    key="newcombe1998",
    citation=(
        "Newcombe RG. Two-sided confidence intervals for the single proportion: comparison of "
        "seven methods. Stat Med 1998;17:857-872"
    ),
    grade=Grade.SINGLE_STUDY,
    read=Extent.PART,
    address="https://studylib.net/doc/7960426/two-sided-confidence-intervals-for-the-single-proportion",
)
SIGNAL_CRITERIA = Source(
    key="signal_criteria",
    citation="Criteria of signal detection (PRR, ROR, IC), table 5. Scientific Reports 2022",
    grade=Grade.SINGLE_STUDY,
    read=Extent.TABLE,
    identifier="s41598-022-11505-0",
    address="http://preview-www.nature.com/articles/s41598-022-11505-0/tables/5",
)
