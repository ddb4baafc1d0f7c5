"""Asking a patient to answer the questions, by private link."""

from django.urls import path

from percuta_clinic.staff.views import questions, questions_aside

urlpatterns = [
    path("patients/<uuid:key>/questions/", questions.questions, name="questions"),
    path("patients/<uuid:key>/questions/send/", questions.send, name="questions_send"),
    path("patients/<uuid:key>/questions/link/", questions.show_link, name="questions_link"),
    path("patients/<uuid:key>/questions/hand-over/", questions.hand_over, name="questions_hand"),
    path("patients/<uuid:key>/questions/shut/", questions.shut, name="questions_shut"),
    path("patients/<uuid:key>/questions/aside/", questions_aside.put_aside, name="questions_aside"),
    path("patients/<uuid:key>/questions/typed/", questions_aside.typed, name="questions_typed"),
]
