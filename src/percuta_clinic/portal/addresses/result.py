"""What the answers mean."""

from django.urls import path

from percuta_clinic.portal.views import result

urlpatterns = [path("result/", result.result, name="my_result")]
