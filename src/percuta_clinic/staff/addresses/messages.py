"""Messages and their texts."""

from django.urls import path

from percuta_clinic.staff.views import letters, messages, texts

urlpatterns = [
    path("messages/", messages.outbox, name="messages"),
    path("messages/<uuid:key>/", messages.message, name="message"),
    path("messages/<uuid:key>/hold-back/", messages.hold_back, name="message_hold_back"),
    path("messages/<uuid:key>/try-again/", messages.try_again, name="message_try_again"),
    path("patients/<uuid:key>/letter/", letters.letter, name="letter"),
    path("patients/<uuid:key>/letter/preview/", letters.preview, name="letter_preview"),
    path("settings/messages/", texts.texts, name="texts"),
    path("settings/messages/<slug:occasion>/<slug:channel>/", texts.text, name="text"),
    path(
        "settings/messages/<slug:occasion>/<slug:channel>/preview/",
        texts.preview,
        name="text_preview",
    ),
]
