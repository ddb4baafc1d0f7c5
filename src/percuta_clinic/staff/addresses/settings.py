"""Clinic, people, rooms, services, delegations, signed rules."""

from django.urls import URLPattern, path

from percuta_clinic.staff.views import (
    settings_chairs,
    settings_clinic,
    settings_delegations,
    settings_parts,
    settings_people,
    settings_rules,
    settings_stages,
)

_CLINIC = [
    path("settings/clinic/", settings_clinic.clinic, name="settings_clinic"),
    path("settings/rooms/", settings_clinic.rooms, name="settings_rooms"),
    path("settings/rooms/new/", settings_clinic.room, name="settings_room_new"),
    path("settings/rooms/<uuid:key>/", settings_clinic.room, name="settings_room"),
    path("settings/rooms/<uuid:key>/chairs/", settings_chairs.chair_new, name="settings_chair_new"),
    path("settings/chairs/<uuid:key>/", settings_chairs.chair, name="settings_chair"),
    path("settings/services/", settings_clinic.services, name="settings_services"),
    path("settings/services/new/", settings_clinic.service, name="settings_service_new"),
    path("settings/services/<uuid:key>/", settings_clinic.service, name="settings_service"),
    path("settings/services/<uuid:key>/stages/", settings_stages.stages, name="settings_stages"),
    path(
        "settings/services/<uuid:key>/booking/",
        settings_stages.terms,
        name="settings_service_booking",
    ),
]
_PEOPLE = [
    path("settings/people/", settings_people.people, name="settings_people"),
    path("settings/people/invite/", settings_people.invite, name="settings_invite"),
    path("settings/people/<uuid:key>/", settings_people.person, name="settings_person"),
    path("settings/people/<uuid:key>/give/", settings_people.role_give, name="role_give"),
    path("settings/people/<uuid:key>/end/", settings_people.role_take, name="role_take"),
    path("settings/people/<uuid:key>/close/", settings_people.close, name="account_shut"),
    path("settings/people/<uuid:key>/reopen/", settings_people.reopen, name="account_reopen"),
    path(
        "settings/invitations/<uuid:key>/again/", settings_people.invite_again, name="invite_again"
    ),
    path(
        "settings/invitations/<uuid:key>/withdraw/",
        settings_people.invitation_end,
        name="invitation_end",
    ),
]
_DOCTORS = [
    path("settings/delegations/", settings_delegations.delegations, name="settings_delegations"),
    path("settings/delegations/new/", settings_delegations.delegation, name="delegation_new"),
    path(
        "settings/delegations/<uuid:key>/withdraw/",
        settings_delegations.delegation_end,
        name="delegation_end",
    ),
    path("settings/rules/", settings_rules.rules, name="settings_rules"),
    path("settings/rules/read/<slug:family>/", settings_rules.rules_read, name="rules_read"),
    path("settings/rules/sign/", settings_rules.rules_signed, name="rules_sign"),
    path(
        "settings/rules/<uuid:key>/withdraw/", settings_rules.rules_withdrawn, name="rules_withdraw"
    ),
]

urlpatterns: list[URLPattern] = [
    path("settings/", settings_parts.index, name="settings"),
    *_CLINIC,
    *_PEOPLE,
    *_DOCTORS,
]
