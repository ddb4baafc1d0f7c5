"""Booking by somebody new."""

from django.urls import path

from percuta_clinic.website.views import book, book_confirm

urlpatterns = [
    path("book/", book.book, name="book"),
    path("book/you/", book.you, name="book_you"),
    path("book/sent/", book.sent, name="book_sent"),
    path("book/confirm/<str:secret>/", book_confirm.confirm, name="book_confirm"),
    path("book/<uuid:key>/", book.times, name="book_times"),
]
