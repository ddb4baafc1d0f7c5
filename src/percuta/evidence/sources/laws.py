"""Laws, bills and consultations on needling, read in part, in summaries or in the press."""

from percuta.evidence.source import Extent, Grade, Source

CFR_878_4430 = Source(
    key="cfr_878_4430",
    citation="21 CFR 878.4430, microneedling device for aesthetic use",
    grade=Grade.REGULATION,
    read=Extent.PART,
    identifier="21 CFR 878.4430",
    address="https://ecfr.okayd.com/browse/21/878/878.4430",
)
FR_2018_12335 = Source(
    key="fr_2018_12335",
    citation="FDA: order classifying the microneedling device for aesthetic use, 8 June 2018",
    grade=Grade.REGULATION,
    read=Extent.PART,
    identifier="FR Doc 2018-12335",
    address="https://regulations.justia.com/regulations/fedreg/2018/06/08/2018-12335.html",
)
MDR_CS = Source(
    key="mdr_cs",
    citation="Regulation (EU) 2022/2346, common specifications for Annex XVI: scope, in summaries",
    grade=Grade.SECONDARY,
    read=Extent.SUMMARY,
    identifier="Regulation (EU) 2022/2346",
    address=(
        "https://blog.johner-institute.com/regulatory-affairs/devices-without-an-intended-"
        "medical-purpose/"
    ),
)
UK_LICENCE = Source(
    key="uk_licence",
    citation="England: consultation on licensing non-surgical cosmetic procedures, 2023",
    grade=Grade.REGULATORY_SUMMARY,
    read=Extent.PART,
    address=(
        "https://gov.uk/government/consultations/licensing-of-non-surgical-cosmetic-procedures/"
        "the-licensing-of-non-surgical-cosmetic-procedures-in-england"
    ),
)
SCOT_CONSULT = Source(
    key="scot_consult",
    citation="Scottish Government: consultation on non-surgical cosmetic procedures, annex A",
    grade=Grade.REGULATORY_SUMMARY,
    read=Extent.PART,
    address=(
        "https://gov.scot/publications/consultation-background-paper-regulation-licensing-non-"
        "surgical-cosmetic-procedures/pages/6"
    ),
)
