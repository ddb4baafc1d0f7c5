"""What the steps above listen to, without this step knowing them."""

from django.dispatch import Signal

parted = Signal()  # a merge was undone: comes with ``parting``, wants words on what was done
merged = Signal()  # rows came from one record to another: comes with ``patients``, their keys
