"""Comments under the articles."""

from django.urls import path

from percuta_clinic.website.views import comments

urlpatterns = [
    path("read/<slug:slug>/comments/", comments.comments, name="comments_public"),
    path("read/<slug:slug>/comments/thanks/", comments.thanks, name="comment_thanks"),
    path("read/<slug:slug>/comments.xml", comments.feed, name="comments_feed"),
    path("remove-comment/<str:token>/", comments.remove, name="comment_remove"),
]
