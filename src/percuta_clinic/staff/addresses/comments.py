"""Comments under the public articles."""

from django.urls import path

from percuta_clinic.staff.views import comments, comments_answered

urlpatterns = [
    path("comments/", comments.queue, name="comments"),
    path("comments/<uuid:key>/", comments.comment, name="comment"),
    path("comments/<uuid:key>/decide/", comments.decide, name="comment_decide"),
    path("comments/<uuid:key>/undo/", comments.undo, name="comment_undo"),
    path("comments/<uuid:key>/remove/", comments.remove, name="comment_wipe"),
    path("comments/<uuid:key>/reply/", comments_answered.reply, name="comment_reply"),
    path("comments/<uuid:key>/release/", comments_answered.release, name="comment_release"),
    path("comments/<uuid:key>/withdraw/", comments_answered.withdraw, name="comment_withdraw"),
]
