"""Working hours, absences, and visits that no longer fit."""

from django.urls import URLPattern, path

from percuta_clinic.staff.views import settings_away, settings_hours, unfit

urlpatterns: list[URLPattern] = [
    path("settings/hours/", settings_hours.hours, name="settings_hours"),
    path("settings/hours/mine/", settings_hours.my_hours, name="settings_my_hours"),
    path("settings/hours/<uuid:key>/", settings_hours.hours_of, name="settings_hours_of"),
    path("settings/hours/<uuid:key>/extra/", settings_hours.extra_add, name="hours_extra"),
    path(
        "settings/hours/extra/<uuid:key>/remove/",
        settings_hours.extra_remove,
        name="hours_extra_remove",
    ),
    path("settings/away/", settings_away.away, name="settings_away"),
    path("settings/away/<uuid:key>/remove/", settings_away.remove, name="away_remove"),
    path("visits/unfit/", unfit.unfit, name="visits_unfit"),
    path("visits/<uuid:key>/reassign/", unfit.reassign, name="visit_reassign"),
]
