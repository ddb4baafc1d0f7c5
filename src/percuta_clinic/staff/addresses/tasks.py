"""Urgent tasks: the lists, one task, and what is done with it."""

from django.urls import path

from percuta_clinic.staff.views import task, tasks

urlpatterns = [
    path("tasks/", tasks.tasks, name="tasks"),
    path("tasks/bar/", tasks.bar, name="tasks_bar"),
    path("tasks/<uuid:key>/", task.task, name="task"),
    path("tasks/<uuid:key>/take/", task.take, name="task_take"),
    path("tasks/<uuid:key>/hand-on/", task.hand_on, name="task_hand_on"),
    path("tasks/<uuid:key>/close/", task.close, name="task_close"),
]
