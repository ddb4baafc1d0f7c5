"""What answers mean, what doctors decide on it, and the answers themselves."""

from django.urls import path

from percuta_clinic.staff.views import answers, deciding, screening, screening_lists, waits

urlpatterns = [
    path("patients/<uuid:key>/screening/", screening.screening, name="screening"),
    path("patients/<uuid:key>/screening/decide/", deciding.decided, name="finding_decide"),
    path("patients/<uuid:key>/answers/", answers.answers, name="answers"),
    path("patients/<uuid:key>/answers/mend/", answers.mended, name="answer_mend"),
    path("decisions/<uuid:key>/withdraw/", deciding.withdrawn, name="decision_withdraw"),
    path("patients/<uuid:key>/screening/ask-again/", waits.ask, name="wait_ask"),
    path("screening/waits/", waits.waits_page, name="screening_waits"),
    path("screening/waiting/", screening_lists.waiting_page, name="screening_waiting"),
    path("screening/overrides/", screening_lists.overrides_page, name="screening_overrides"),
]
