"""Payments of a patient, what was taken on a day, prices of packages, terms."""

from django.urls import URLPattern, path

from percuta_clinic.staff.views import (
    payments,
    payments_packages,
    payments_selling,
    settings_money,
    takings,
)

_OF_PATIENT = [
    path("patients/<uuid:key>/payments/", payments.payments, name="payments"),
    path("patients/<uuid:key>/payments/take/", payments.take, name="payment_take"),
    path("patients/<uuid:key>/payments/charge/", payments.charge, name="charge_add"),
    path(
        "patients/<uuid:key>/packages/<uuid:kind>/sell/",
        payments_selling.sell,
        name="package_sell",
    ),
    path("charges/<uuid:key>/waive/", payments.waive, name="charge_waive"),
    path("payments/<uuid:key>/turn/", payments.turn, name="payment_turn"),
    path("payments/<uuid:key>/receipt/", payments.receipt_paper, name="receipt"),
    path("packages/<uuid:key>/extend/", payments_packages.extend, name="package_extend"),
    path("packages/<uuid:key>/end/", payments_packages.end, name="package_end"),
    path("uses/<uuid:key>/back/", payments_packages.give_back, name="use_give_back"),
    path("visits/<uuid:key>/money/", payments_packages.visit_act, name="visit_money"),
]

urlpatterns: list[URLPattern] = [
    *_OF_PATIENT,
    path("takings/", takings.takings, name="takings"),
    path("takings/day.csv", takings.download, name="takings_csv"),
    path("settings/packages/", settings_money.packages, name="settings_packages"),
    path("settings/packages/new/", settings_money.package, name="settings_package_new"),
    path("settings/packages/<uuid:key>/", settings_money.package, name="settings_package"),
    path("settings/terms/", settings_money.terms, name="settings_terms"),
    path("settings/terms/all/", settings_money.general, name="settings_terms_all"),
    path("settings/terms/<uuid:key>/", settings_money.of_service, name="settings_terms_of"),
    path("settings/terms/<uuid:key>/drop/", settings_money.drop, name="settings_terms_drop"),
]
