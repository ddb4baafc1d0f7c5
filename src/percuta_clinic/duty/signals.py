"""What others do when a task is closed; sent in the same transaction."""

from django.dispatch import Signal

# sender=Task, by=Account or Actor, task=Task, outcome=str, told=str (to the patient)
task_closed = Signal()
