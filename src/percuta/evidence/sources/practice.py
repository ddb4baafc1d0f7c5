"""Clinic texts, vendor charts and second-hand summaries."""

from percuta.evidence.source import Extent, Grade, Source

# Clinic texts

BALANCE = Source(
    key="balance",
    citation="Balance Day Spa: microneedling contraindications",
    grade=Grade.CLINIC,
    read=Extent.LIST,
    address="https://balancedayspa.com/pages/microneedling-contraindications",
)
BHSKIN = Source(
    key="bhskin",
    citation="BH Skin: Dermapen instructions before and after treatment",
    grade=Grade.CLINIC,
    read=Extent.PART,
    address="https://bhskin.com/dermapen-pre-post-treatment-instructions/",
)
ECOSKIN = Source(
    key="ecoskin",
    citation="Eco Skin Clinic, UK: Dermapen 4 contraindications",
    grade=Grade.CLINIC,
    read=Extent.LIST,
    address="https://www.ecoskinclinic.co.uk/post/microneedling-contraindications-aftercare",
)
EMPIRE = Source(
    key="empire",
    citation="Empire Beauty: Dermapen, what to do beforehand",
    grade=Grade.CLINIC,
    read=Extent.PART,
    address="https://empirebeauty.org/dermapen-postcare-2-2/",
)
ESTHETIK = Source(
    key="esthetik",
    citation="Esthetik MTL, Montreal: needling consent text",
    grade=Grade.CLINIC,
    read=Extent.LIST,
    address="https://www.esthetikmtl.com/en/consultation-microneedling",
)
KICHI = Source(
    key="kichi",
    citation="Kichi Studio: who is suited to Dermapen",
    grade=Grade.CLINIC,
    read=Extent.PAGE,
    address="https://kichi.studio/pages/microneedling-suitability",
)
OSEI22 = Source(
    key="osei22",
    citation="Osei 22 Derm: Dermapen instructions beforehand",
    grade=Grade.CLINIC,
    read=Extent.LIST,
    address="http://www.osei22derm.com/cryoshape",
)
RAMCO = Source(
    key="ramco",
    citation="Ramco Advanced: SkinPen and Dr. Pen instructions before and after treatment",
    grade=Grade.CLINIC,
    read=Extent.PART,
    address="http://www.ramcoadvanced.com/product/dr-pen/",
)
SISU = Source(
    key="sisu",
    citation="Sisu Beauty Clinic: microneedling contraindications",
    grade=Grade.CLINIC,
    read=Extent.LIST,
    address="https://sisubeautyclinic.com/blogs/microneedling/microneedling-contraindications",
)
TIME_PAGES = Source(
    key="time_pages",
    citation=(
        "Length of a visit on four pages: necolebitchie.com, topbeauty.com.au, "
        "theeliteclinic.com, skinbysalima.com"
    ),
    grade=Grade.CLINIC,
    read=Extent.PART,
    address="https://necolebitchie.com/how-long-does-microneedling-session-last",
)

# Vendor charts

DRPEN_CHART = Source(
    key="drpen_chart",
    citation="Dr. Pen: needle depth guide",
    grade=Grade.VENDOR,
    read=Extent.TABLE,
    address="https://drpen.net/blogs/how-it-works/needle-depth-guide",
)
GLOW_CHART = Source(
    key="glow_chart",
    citation="Glow Refinery: needle depth by area of the face, for home use",
    grade=Grade.VENDOR,
    read=Extent.TABLE,
    address=(
        "https://www.glow-refinery.com/blogs/microneedling-resources/microneedling-depth-"
        "guide-for-different-areas-of-your-face"
    ),
)
MBA_CHART = Source(
    key="mba_chart",
    citation="microneedlingbeforeafter.com: needle depth chart, for home use",
    grade=Grade.VENDOR,
    read=Extent.TABLE,
    address="https://microneedlingbeforeafter.com/es/blog",
)

# Second-hand summaries

BIOTECH_HEAL = Source(
    key="biotech_heal",
    citation="Dr. Oracle: Koebner phenomenon and stable vitiligo, summary written by a machine",
    grade=Grade.SECONDARY,
    read=Extent.PAGE,
    address=(
        "https://www.droracle.ai/articles/439397/how-can-the-koebner-phenomenon-be-managed-"
        "in-patients"
    ),
)
MN_GUIDE_REPO = Source(
    key="mn_guide_repo",
    citation="Public guide to microneedling that grades its evidence, in a code repository",
    grade=Grade.SECONDARY,
    read=Extent.PAGE,
    address="public code repository, stored file 59983391925",
)
FITZ_WR = Source(
    key="fitz_wr",
    citation="Fitzpatrick wrinkle classes, as two clinic pages print them",
    grade=Grade.SECONDARY,
    read=Extent.TABLE,
    address="https://drpooyabeigi.com/facial-lines-and-wrinkles/",
)

GB_QUAL = Source(
    key="gb_qual",
    citation="Goodman and Baron's qualitative grades, as two clinic pages print them",
    grade=Grade.SECONDARY,
    read=Extent.TABLE,
    address="https://beautyoasisrx.com/type-of-scars",
)
