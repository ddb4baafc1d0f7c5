"""Trials of needling that only the fit of the response reads; records in ``response/studies``."""

from percuta.evidence.source import Extent, Grade, Source

SHARMA_JPAD = Source(
    key="sharma_jpad",
    citation="Sharma S et al. Needling with salt water or platelets, two halves of the face (40)",
    grade=Grade.RCT,
    read=Extent.ABSTRACT,
    address="http://jpad.com.pk/index.php/jpad/article/view/1480",
)
PAFMJ2024 = Source(
    key="pafmj2024",
    citation="Needling alone or with insulin, acne scars on two halves of the face (50), 2024",
    grade=Grade.RCT,
    read=Extent.ABSTRACT,
    identifier="DOI 10.51253/pafmj.v74i2.8105",
    address="https://pafmj.org/PAFMJ/article/view/8105",
)
MOHAMED2024 = Source(
    key="mohamed2024",
    citation="Mohamed SH et al. Needling with insulin or hyaluronic acid, acne scars (30), 2024",
    grade=Grade.RCT,
    read=Extent.ABSTRACT,
    identifier="DOI 10.5826/dpc.1403a183",
    address="https://ouci.dntb.gov.ua/works/l1WownZ7",
)
ISHFAQ2022 = Source(
    key="ishfaq2022",
    citation="Ishfaq F et al. Needling or a 35 % glycolic peel for acne scars (60), 2022",
    grade=Grade.RCT,
    read=Extent.ABSTRACT,
    address="https://jcadonline.com/microneedling-acid-peel-acne-scarring/",
)
MAJID2009 = Source(
    key="majid2009",
    citation="Majid I. Microneedling of atrophic facial scars (37), 2009",
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    identifier="PMID 20300368",
    address="https://medluna.com/article/20300368",
)
JAMC_AYUB = Source(
    key="jamc_ayub",
    citation="Needling alone or with insulin, acne scars on two halves of the face (30), 2024",
    grade=Grade.RCT,
    read=Extent.ABSTRACT,
    identifier="DOI 10.55519/JAMC-04-12893",
    address="https://jamc.ayubmed.edu.pk/index.php/jamc/article/view/12893",
)
