"""The questions, step by step."""

from django.urls import path

from percuta_clinic.portal.views import form, saving

urlpatterns = [
    path("form/<uuid:key>/", form.whole_form, name="my_form"),
    path("form/<uuid:key>/save/", saving.save, name="my_form_save"),
    path("form/<uuid:key>/names/", form.names, name="my_form_names"),
    path("form/<uuid:key>/check/", form.check, name="my_form_check"),
    path("form/<uuid:key>/<slug:step>/", form.one_step, name="my_form_step"),
]
