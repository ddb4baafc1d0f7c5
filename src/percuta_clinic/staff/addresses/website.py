"""The public pages: written, previewed, published; how one is shown there."""

from django.urls import path

from percuta_clinic.staff.views import website, website_drafts, website_past, website_profile

urlpatterns = [
    path("website/", website.website, name="website"),
    path("website/me/", website_profile.profile, name="website_profile"),
    path("website/people/<uuid:key>/hide/", website_profile.hide, name="website_hide"),
    path("website/<slug:slug>/", website.text, name="website_text"),
    path("website/<slug:slug>/history/", website_past.history, name="website_history"),
    path("website/<slug:slug>/restore/<int:number>/", website_past.restore, name="website_restore"),
    path("website/<slug:slug>/shown/", website_past.show, name="website_show"),
    path("drafts/article/<slug:slug>/", website_drafts.save, name="website_draft_save"),
    path(
        "drafts/article/<slug:slug>/discard/", website_drafts.discard, name="website_draft_discard"
    ),
    path(
        "drafts/article/<slug:slug>/take-back/",
        website_drafts.take_back,
        name="website_draft_take_back",
    ),
]
