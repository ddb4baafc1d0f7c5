"""Labels and studies of numbing creams beside the first one."""

from percuta.evidence.source import Extent, Grade, Source

EMLA_UK = Source(
    key="emla_uk",
    citation="EMLA cream 5 %, UK product information (one copy rewritten by a machine)",
    grade=Grade.DRUG_LABEL,
    read=Extent.TABLE,
    identifier="emc product 7994",
    address="https://www.medicines.org.uk/emc/product/7994/pil",
)
MCCLESKEY2013 = Source(
    key="mccleskey2013",
    citation=(
        "McCleskey PE et al. Lidocaine 23 % and tetracaine 7 % on the face (52 volunteers). "
        "Dermatol Surg 2013;39:82-91"
    ),
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    identifier="DOI 10.1111/dsu.12064; PMID 23278914",
    address=(
        "https://litmetric.com/detail/23278914/Serum-lidocaine-levels-and-cutaneous-side-effects-"
        "after-application-of-23-lidocaine-7-tetracaine-oin"
    ),
)
CROWN_BLT = Source(
    key="crown_blt",
    citation="Crown Aesthetics: benzocaine, lidocaine and tetracaine in one cream",
    grade=Grade.VENDOR,
    read=Extent.PAGE,
    address=(
        "https://crownaesthetics.com/what-dermatology-practices-should-know-about-benzocaine-"
        "lidocaine-and-tetracaine/"
    ),
)
CHIANG2015 = Source(
    key="chiang2015",
    citation=(
        "Chiang YZ et al. EMLA, tetracaine and LMX4 compared (29 patients). J Cutan Aesthet Surg "
        "2015;8(3):143-146"
    ),
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    identifier="DOI 10.4103/0974-2077.167270; PMC4645143",
    address=("https://openi.nlm.nih.gov/detailedresult.php?img=PMC4645143_JCAS-8-143-g002&req=4"),
)
