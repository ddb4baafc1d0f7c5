"""Adverse events: the list, one with what is written about it, and those of a patient."""

from django.urls import path

from percuta_clinic.staff.views import adverse, adverse_event, adverse_rates, adverse_reports

urlpatterns = [
    path("adverse/", adverse.events, name="adverse"),
    path("adverse/rates/", adverse_rates.rates, name="adverse_rates"),
    path("adverse/rates/csv/", adverse_rates.download, name="adverse_rates_csv"),
    path("adverse/rates/behind/", adverse_rates.behind_figure, name="adverse_rates_behind"),
    path("adverse/complications/", adverse.complications, name="complications"),
    path("adverse/<uuid:key>/", adverse_event.event, name="adverse_event"),
    path("adverse/<uuid:key>/follow/", adverse_event.follow, name="adverse_follow"),
    path("adverse/<uuid:key>/assess/", adverse_event.assess, name="adverse_assess"),
    path("adverse/<uuid:key>/amend/", adverse_event.amend, name="adverse_amend"),
    path("adverse/<uuid:key>/close/", adverse_event.close, name="adverse_close"),
    path("adverse/<uuid:key>/reopen/", adverse_event.reopen, name="adverse_reopen"),
    path("adverse/<uuid:key>/photos/", adverse_event.link_photo, name="adverse_photo"),
    path("adverse/<uuid:key>/report/<slug:form>/", adverse_reports.new, name="adverse_report_new"),
    path("adverse/reports/<uuid:key>/", adverse_reports.report, name="adverse_report"),
    path("adverse/reports/<uuid:key>/pdf/", adverse_reports.paper, name="adverse_report_pdf"),
    path("adverse/reports/<uuid:key>/text/", adverse_reports.text, name="adverse_report_text"),
    path("adverse/reports/<uuid:key>/sent/", adverse_reports.sent, name="adverse_report_sent"),
    path("patients/<uuid:key>/adverse/", adverse.of_patient, name="adverse_of"),
    path("patients/<uuid:key>/adverse/new/", adverse.new, name="adverse_new"),
]
