"""The clinic in numbers, and the list behind each."""

from django.urls import path

from percuta_clinic.staff.views import numbers

urlpatterns = [
    path("numbers/", numbers.numbers, name="numbers"),
    path("numbers/numbers.csv", numbers.download, name="numbers_csv"),
    path("numbers/list/", numbers.behind_number, name="numbers_list"),
    path("numbers/list.csv", numbers.download_list, name="numbers_list_csv"),
]
