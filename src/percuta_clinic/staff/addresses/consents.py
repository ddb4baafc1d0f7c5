"""Consents: offered, asked about, signed here, opened, withdrawn; and their texts."""

from django.urls import path

from percuta_clinic.staff.views import (
    consent_papers,
    consents,
    settings_consent_use,
    settings_consents,
)

urlpatterns = [
    path("patients/<uuid:key>/consents/", consents.consents, name="consents"),
    path("patients/<uuid:key>/consents/offer/", consents.offer, name="consent_offer"),
    path("patients/<uuid:key>/consents/withdraw/", consents.standing, name="consents_standing"),
    path("consents/offers/<uuid:offer>/", consent_papers.offered, name="consent_offered"),
    path("consents/offers/<uuid:offer>/end/", consent_papers.end, name="consent_offer_end"),
    path("consents/offers/<uuid:offer>/hand-over/", consent_papers.hand, name="consent_hand"),
    path(
        "consents/offers/<uuid:offer>/pictures/<int:number>/",
        consent_papers.picture,
        name="consent_picture",
    ),
    path("consents/questions/<uuid:question>/", consents.answer, name="consent_answer"),
    path("consents/<uuid:key>/paper/", consent_papers.paper, name="consent_paper"),
    path("consents/<uuid:key>/withdraw/", consent_papers.withdraw, name="consent_withdraw"),
    path("settings/consents/", settings_consents.consents, name="settings_consents"),
    path("settings/consents/<slug:kind>/", settings_consents.text, name="settings_consent"),
    path("settings/consents/<uuid:key>/use/", settings_consent_use.use, name="consent_text_use"),
]
