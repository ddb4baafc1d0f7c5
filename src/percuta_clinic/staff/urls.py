"""Addresses of the staff's pages."""

from percuta_clinic.staff.addresses import (
    audit,
    board,
    chart,
    consents,
    leaving,
    messages,
    patients,
    questions,
    screening,
    settings,
    skin,
    stock,
)

urlpatterns = [
    *board.urlpatterns,
    *patients.urlpatterns,
    *questions.urlpatterns,
    *chart.urlpatterns,
    *screening.urlpatterns,
    *skin.urlpatterns,
    *consents.urlpatterns,
    *settings.urlpatterns,
    *stock.urlpatterns,
    *messages.urlpatterns,
    *audit.urlpatterns,
    *leaving.urlpatterns,
]
