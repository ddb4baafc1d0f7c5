"""Addresses of a patient's consents, below /my/."""

from django.urls import path

from percuta_clinic.portal.views import consents as pages

urlpatterns = [
    path("consents/", pages.consents, name="my_consents"),
    path("consents/<uuid:key>/", pages.consent, name="my_consent"),
    path("consents/<uuid:key>/typed/", pages.typed, name="my_consent_typed"),
    path("consents/<uuid:key>/ask/", pages.ask, name="my_consent_ask"),
    path("consents/<uuid:key>/sign/", pages.sign, name="my_consent_sign"),
    path("consents/<uuid:key>/renew/", pages.renew, name="my_consent_renew"),
    path("consents/<uuid:key>/pictures/<int:number>/", pages.picture, name="my_consent_picture"),
    path("consents/signed/<uuid:key>/", pages.signed, name="my_consent_signed"),
    path("consents/signed/<uuid:key>/pdf/", pages.paper, name="my_consent_paper"),
    path("consents/signed/<uuid:key>/withdraw/", pages.withdraw, name="my_consent_withdraw"),
]
