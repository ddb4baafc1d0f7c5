"""Photographs: frames by view, one picture, taking, comparing, taking out."""

from django.urls import path

from percuta_clinic.staff.views import photo_adding, photo_compare, photos, pictures

urlpatterns = [
    path("patients/<uuid:key>/photos/", photos.photos, name="photos"),
    path("patients/<uuid:key>/photos/add/", photo_adding.add, name="photo_add"),
    path("patients/<uuid:key>/photos/compare/", photo_compare.compare, name="photos_compare"),
    path("photos/<uuid:key>/", photos.photo, name="photo"),
    path("photos/<uuid:key>/small/", pictures.small, name="photo_small"),
    path("photos/<uuid:key>/picture/", pictures.whole, name="photo_picture"),
    path("photos/<uuid:key>/download/", pictures.download, name="photo_download"),
    path("photos/<uuid:key>/uses/", photos.uses, name="photo_uses"),
    path("photos/<uuid:key>/take-out/", photos.remove, name="photo_remove"),
    path("photos/<uuid:key>/put-back/", photos.put_back, name="photo_put_back"),
]
