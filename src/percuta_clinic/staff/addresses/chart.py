"""The chart: notes, files, drafts, time line."""

from django.urls import path

from percuta_clinic.staff.views import attachments, chart, drafts, notes

urlpatterns = [
    path("patients/<uuid:key>/", chart.chart, name="chart"),
    path("patients/<uuid:key>/notes/sign/", notes.sign, name="note_sign"),
    path("patients/<uuid:key>/files/add/", attachments.add, name="file_add"),
    path("notes/<uuid:key>/", notes.versions, name="note"),
    path("notes/<uuid:key>/amend/", notes.amend, name="note_amend"),
    path("files/<uuid:key>/", attachments.content, name="file"),
    path("files/<uuid:key>/small/", attachments.small, name="file_small"),
    path("files/<uuid:key>/remove/", attachments.remove, name="file_remove"),
    path("files/<uuid:key>/put-back/", attachments.put_back, name="file_put_back"),
    path("drafts/<slug:form>/<uuid:subject>/", drafts.save, name="draft_save"),
    path("drafts/<slug:form>/<uuid:subject>/discard/", drafts.discard, name="draft_discard"),
    path("drafts/<slug:form>/<uuid:subject>/take-back/", drafts.take_back, name="draft_take_back"),
]
