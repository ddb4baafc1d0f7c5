"""What becomes of a plan: approved, returned, stopped, completed; templates, house protocol."""

from django.urls import path

from percuta_clinic.staff.views import plan_agreeing, plan_dates, settings_house, settings_templates

urlpatterns = [
    path("plans/<uuid:key>/approve/", plan_agreeing.approve, name="plan_approve"),
    path("plans/<uuid:key>/return/", plan_agreeing.give_back, name="plan_return"),
    path("plans/<uuid:key>/dates/", plan_dates.book_all, name="plan_dates_book"),
    path("plans/<uuid:key>/stop/", plan_agreeing.stop, name="plan_stop"),
    path("plans/<uuid:key>/complete/", plan_agreeing.complete, name="plan_complete"),
    path("plans/<uuid:key>/template/", plan_agreeing.template, name="plan_template"),
    path("plan-questions/<uuid:key>/answer/", plan_agreeing.answer, name="plan_answer"),
    path("settings/house/", settings_house.house, name="settings_house"),
    path("settings/templates/", settings_templates.templates, name="settings_templates"),
    path(
        "settings/templates/<uuid:key>/retire/",
        settings_templates.retire,
        name="template_retire",
    ),
]
