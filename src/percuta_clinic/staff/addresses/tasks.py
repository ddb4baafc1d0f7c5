"""Urgent tasks: the lists, one task, and what is done with it."""

from django.urls import path

from percuta_clinic.staff.views import settings_on_call, task, tasks

urlpatterns = [
    path("tasks/", tasks.tasks, name="tasks"),
    path("tasks/bar/", tasks.bar, name="tasks_bar"),
    path("tasks/<uuid:key>/", task.task, name="task"),
    path("tasks/<uuid:key>/take/", task.take, name="task_take"),
    path("tasks/<uuid:key>/hand-on/", task.hand_on, name="task_hand_on"),
    path("tasks/<uuid:key>/close/", task.close, name="task_close"),
    path("settings/on-call/", settings_on_call.on_call, name="settings_on_call"),
    path("settings/on-call/rules/", settings_on_call.rules, name="settings_duty_rules"),
    path("settings/on-call/weekly/", settings_on_call.weekly, name="on_call_weekly"),
    path("settings/on-call/once/", settings_on_call.once, name="on_call_once"),
    path("settings/on-call/<uuid:key>/end/", settings_on_call.end, name="on_call_end"),
    path("settings/on-call/phones/<uuid:key>/", settings_on_call.phone, name="on_call_phone"),
]
