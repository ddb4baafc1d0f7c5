"""Notes and messages of the sample clinic: how a specialist writes, without promises."""

CONCERNS = {
    "acne scars": "mixed atrophic acne scars on both cheeks, rolling and boxcar, Goodman grade 3",
    "fine lines": "fine lines at the outer eye and upper lip, skin dry, no active lesions",
    "stretch marks": "pale striae on both flanks, older than two years, no itching",
    "enlarged pores": "uneven texture and visible pores on nose and inner cheeks, slightly oily",
    "surgical scar": "linear flat scar on the left forearm, 4 cm, fourteen months old, pale",
}
FIRST = (
    "Consultation. Wishes: {wish}. Seen: {seen}. Fitzpatrick type {skin}. No isotretinoin, no cold "
    "sores in the last year, no known tendency to keloids. Process, time off and what may go wrong "
    "were talked through; leaflet handed out. To think about it at home, no decision today.",
    "First visit for {wish}. Findings: {seen}. Phototype {skin}. Medication: none. Allergies: none "
    "known. Photographs in standard light taken. Told that most studies are small and that change "
    "is slow. Will call about dates.",
    "Came for {wish}. On examination {seen}. Fitzpatrick {skin}. Uses sunscreen irregularly; daily "
    "use explained, to begin at once. Test area behind the ear offered. Questions about redness "
    "answered; written information given.",
)
SESSION = (
    "Session {n} for {wish}. Skin calm and closed, no new medication since last time. Cream for 30 "
    "minutes, removed completely. {depth} mm, two passes, even redness as intended. No bleeding "
    "beyond pinpoint. Cooled, bland ointment. Sunscreen and no actives for a week explained.",
    "Session {n} ({wish}). Pause since last session kept. {depth} mm on the cheeks, shallower over "
    "bone. Well tolerated, pain 3 of 10. Mild swelling at the end, gone before leaving. Knows whom "
    "to call in the evening.",
    "{n}. session, {wish}. Slight dryness left from last time, otherwise calm. {depth} mm, two "
    "passes; stopped early beside the nose where redness came fast. Aftercare card given again.",
)
AFTER = (
    "Call on day 3: redness nearly gone, some flaking, no pain, no pustules. Continues with the "
    "bland cream. Next check as planned.",
    "Check after two weeks: skin closed, no darkening, no new lesions. Photographs repeated in the "
    "same light. Person sees little difference so far, which fits the time.",
    "Wrote about itching on day 2. No fever, no blisters, no discharge. Cool compresses, no new "
    "products; to come in if it is not better tomorrow. It was better.",
)
DARKER = (
    "Because of phototype {skin} the gentle course was chosen: shallower, redness as the endpoint, "
    "longer pauses, light protection stressed."
)
LETTER_TITLES = ("Letter from the family doctor", "Photograph sent by the patient", "Blood count")
RECALL = "The maker wrote that the seal of this lot may be open. Do not use; send back."
