"""First aid, allergic reactions, poisoning by numbing creams, sharps injuries, duties to report."""

from percuta.evidence.source import Extent, Grade, Source

# Allergic reactions

RCUK_ANA2021 = Source(
    key="rcuk_ana2021",
    citation="Resuscitation Council UK: emergency treatment of anaphylaxis, May 2021; what changed",
    grade=Grade.GUIDELINE,
    read=Extent.SUMMARY,
    address="https://ukons.org/news-events/resuscitation-council-update-on-anaphylaxis/",
)
ANA_PRACTICENURSE = Source(
    key="ana_practicenurse",
    citation="Practice Nurse: anaphylaxis, signs and doses of adrenaline by age",
    grade=Grade.SECONDARY,
    read=Extent.PAGE,
    address="https://practicenurse.co.uk/index.php?p1=a-z&p2=anaphylaxis",
)
EPIPEN_US = Source(
    key="epipen_us",
    citation="EpiPen: dosage section of the US label (copy)",
    grade=Grade.DRUG_LABEL,
    read=Extent.PART,
    address="https://www.drugs.com/dosage/epipen.html",
)
ANAPHYLAXIS_UK = Source(
    key="anaphylaxis_uk",
    citation="Anaphylaxis UK: what to do in an emergency",
    grade=Grade.PATIENT_INFORMATION,
    read=Extent.PAGE,
    address="http://anaphylaxis.org.uk/what-to-do-in-an-emergency/",
)
ALLERGYFACTS_AU = Source(
    key="allergyfacts_au",
    citation="Allergy and Anaphylaxis Australia: in an emergency, after the ASCIA action plans",
    grade=Grade.PATIENT_INFORMATION,
    read=Extent.PAGE,
    address="https://allergyfacts.org.au/allergy-management/emergency",
)
NICE_CG134 = Source(
    key="nice_cg134",
    citation="NICE CG134, anaphylaxis: assessment and referral after emergency treatment",
    grade=Grade.GUIDELINE,
    read=Extent.PART,
    identifier="CG134",
    address="https://nice.org.uk/guidance/cg134/chapter/recommendations",
)
CG134_SUMMARY = Source(
    key="cg134_summary",
    citation="NICE CG134 on one page, by D P Sheppard",
    grade=Grade.SECONDARY,
    read=Extent.PAGE,
    address="http://nice1pagers.info/guideline/04-CG134",
)
GFAC_ALLERGY = Source(
    key="gfac_allergy",
    citation="Global First Aid Reference Centre: allergic reaction and anaphylaxis",
    grade=Grade.GUIDELINE,
    read=Extent.PART,
    address="https://www.globalfirstaidcentre.org/allergic-reaction-and-anaphylaxis",
)

# Poisoning by numbing creams

QRH_3_10 = Source(
    key="qrh_3_10",
    citation=(
        "Association of Anaesthetists: Quick Reference Handbook 3-10, local anaesthetic toxicity "
        "(copy of a hospital)"
    ),
    grade=Grade.GUIDELINE,
    read=Extent.PART,
    address=(
        "https://rightdecisions.scot.nhs.uk/sjh-theatres-and-anaesthetics/anaesthetic-emergencies/"
        "3-10-local-anaesthetic-toxicity"
    ),
)
LAST2023 = Source(
    key="last2023",
    citation="Association of Anaesthetists: what changed in local anaesthetic toxicity, 2023",
    grade=Grade.GUIDELINE,
    read=Extent.PAGE,
    address=(
        "https://anaesthetists.org/Home/Resources-publications/Guidelines/Management-of-severe-"
        "local-anaesthetic-toxicity-2023"
    ),
)
LIDO_DERMTIMES = Source(
    key="lido_dermtimes",
    citation="Dermatology Times 2018;39(5): early and late signs of too much lidocaine in cream",
    grade=Grade.EXPERT,
    read=Extent.PART,
    address="https://www.dermatologytimes.com/view/minimizing-risk-lidocaine-toxicity-0",
)
EMLA_OVERDOSE = Source(
    key="emla_overdose",
    citation="EMLA, overdosage section of the label (MIMS Hong Kong)",
    grade=Grade.DRUG_LABEL,
    read=Extent.PART,
    address="https://prdmimsweb.azurewebsites.net/hongkong/drug/info/emla/overdosage",
)
HOFFMANN2024 = Source(
    key="hoffmann2024",
    citation=(
        "Hoffmann SM et al. Poisoning by EMLA cream on a leg ulcer. Dermatol Ther "
        "2024;14(4):1057-1062"
    ),
    grade=Grade.CASE_REPORT,
    read=Extent.PART,
    identifier="DOI 10.1007/s13555-024-01139-7",
    address="https://link.springer.com/article/10.1007/s13555-024-01139-7",
)
AEMPS_EMLA = Source(
    key="aemps_emla",
    citation="Methaemoglobinaemia after EMLA, arznei-telegramm 2012;43:72, on a Spanish warning",
    grade=Grade.REGULATORY_SUMMARY,
    read=Extent.NEWS,
    address="https://www.arznei-telegramm.de/journal/j_1208_a.php3?",
)

# Fainting, unresponsive people, bleeding

FAINT_PORTSMOUTH = Source(
    key="faint_portsmouth",
    citation="Portsmouth health and care: loss of consciousness",
    grade=Grade.PATIENT_INFORMATION,
    read=Extent.PAGE,
    address="https://healthandcare.portsmouth.gov.uk/loss-of-consciousness/",
)
FAINT_NHS = Source(
    key="faint_nhs",
    citation="NHS: fainting (copied by a newspaper)",
    grade=Grade.SECONDARY,
    read=Extent.PAGE,
    address="https://fugentimes.news/?p=26493",
)
FAINT_SJA = Source(
    key="faint_sja",
    citation="St John Ambulance: fainting",
    grade=Grade.PATIENT_INFORMATION,
    read=Extent.PAGE,
    address="https://www.sja.org.uk/get-advice/first-aid-advice/unresponsive-casualty/fainting",
)
FAINT_SJA_PRESS = Source(
    key="faint_sja_press",
    citation="St John Ambulance in the Ledbury Reporter: helping somebody who has fainted",
    grade=Grade.EXPERT,
    read=Extent.NEWS,
    address=(
        "http://www.ledburyreporter.co.uk/news/ledbury/14632983.Hereford_Times_first_aid_focus__"
        "Helping_someone_who_has_fainted/"
    ),
)
FAINT_MIDDLESEX = Source(
    key="faint_middlesex",
    citation="Middlesex Health: vasovagal syncope",
    grade=Grade.PATIENT_INFORMATION,
    read=Extent.PAGE,
    address="https://middlesexhealth.org/learning-center/definitions/vasovagal-syncope1",
)
RCUK_BLS2021 = Source(
    key="rcuk_bls2021",
    citation="Resuscitation Council UK: adult basic life support, 2021, key points",
    grade=Grade.GUIDELINE,
    read=Extent.PART,
    address=(
        "https://www.resus.org.uk/library/2021-resuscitation-guidelines/adult-basic-life-support-"
        "guidelines"
    ),
)
BLEED_PORTSMOUTH = Source(
    key="bleed_portsmouth",
    citation="Portsmouth health and care: bleeding and wounds",
    grade=Grade.PATIENT_INFORMATION,
    read=Extent.PAGE,
    address="https://healthandcare.portsmouth.gov.uk/bleeding-and-wounds/",
)
BLEED_ARC2015 = Source(
    key="bleed_arc2015",
    citation="American Red Cross and Heart Association: first aid of 2015, bleeding, as told",
    grade=Grade.SECONDARY,
    read=Extent.PART,
    address="https://wildsafe.wordpress.com/2015/10/22/new-first-aid-cpr-guidelines-now-in-effect/",
)
BLEED_SJA = Source(
    key="bleed_sja",
    citation="St John Ambulance in The News, 2017: severe bleeding",
    grade=Grade.EXPERT,
    read=Extent.NEWS,
    address="http://www.portsmouth.co.uk/news/health/first-aid-how-to-stem-severe-bleeging-1-8155479",
)

# Sharps injuries

SHARPS_HSE = Source(
    key="sharps_hse",
    citation="Health and Safety Executive, UK: what to do after a sharps injury (copy)",
    grade=Grade.GUIDELINE,
    read=Extent.PART,
    address=(
        "https://de.apacode.com/post/identify-the-safety-device-on-a-needle-to-protect-users-from-"
        "accidental-needle-injury"
    ),
)
SHARPS_CARDIFF = Source(
    key="sharps_cardiff",
    citation="Cardiff and Vale health board: first aid after sharps injuries and splashes",
    grade=Grade.HANDBOOK,
    read=Extent.PAGE,
    address=(
        "https://cavuhb.nhs.wales/staff-information/your-health-and-wellbeing/people-health-and-"
        "wellbeing-service/occupational-health-service/sharps-injury-advice/"
    ),
)
SHARPS_PEP = Source(
    key="sharps_pep",
    citation="NHS Scotland, needlestick procedure: when to begin medicine against HIV",
    grade=Grade.HANDBOOK,
    read=Extent.PART,
    address=(
        "https://rds.staging.tactuum.com/infectious-diseases/needlesticks-peppepse/needlestick-"
        "injury/needlestick-injury-management-procedure/post-exposure-prophylaxis-pep-for-hiv"
    ),
)
SHARPS_HIGHLAND = Source(
    key="sharps_highland",
    citation="NHS Highland: after exposure to blood, what is new (hepatitis B vaccine)",
    grade=Grade.HANDBOOK,
    read=Extent.PART,
    address=(
        "https://tam.nhsh.scot/therapeutic-guidelines/therapeutic-guidelines/sexual-health/hiv/"
        "hiv-post-exposure-prophylaxis-peppepse-supporting-guidelines/"
    ),
)
SHARPS_COURSE = Source(
    key="sharps_course",
    citation="WIME: bloodborne pathogens course, after an exposure (duties under OSHA)",
    grade=Grade.SECONDARY,
    read=Extent.PART,
    address=(
        "https://vinod-lms.gitview.net/store/23908/WIME-course-669-Bloodborne-Pathogens-Training_"
        "with_EVAL/1-CourseContent/5-Postexposure-Measures-and-Follow-Up.html"
    ),
)
SHARPS_RIDDOR = Source(
    key="sharps_riddor",
    citation="Master Aesthetics: sharps injuries, and which of them UK law wants reported",
    grade=Grade.SECONDARY,
    read=Extent.PAGE,
    address="https://masteraestheticsdirect.com/lessons/sharps-injuries-2/",
)

# Duties to report

MDR_87 = Source(
    key="mdr_87",
    citation="Regulation (EU) 2017/745, article 87: reporting of serious incidents (copy)",
    grade=Grade.REGULATION,
    read=Extent.PART,
    identifier="Regulation (EU) 2017/745, article 87",
    address="https://medicaldevicehq.com/documentation/mdr-article-87-reporting-of-serious-incidents/",
)
MDR_SERIOUS = Source(
    key="mdr_serious",
    citation="Nemius: what makes an incident serious under Regulation (EU) 2017/745",
    grade=Grade.SECONDARY,
    read=Extent.PAGE,
    address="https://nemius.com/en/consulting/reportable/reportable-incidents",
)
YELLOW_CARD = Source(
    key="yellow_card",
    citation="Bridgewater surgeries on the MHRA campaign of 2023: injectors, Yellow Card",
    grade=Grade.SECONDARY,
    read=Extent.PAGE,
    address="https://www.bridgewatersurgeries.nhs.uk/2023/07/17/adrenaline-auto-injectors/",
)
