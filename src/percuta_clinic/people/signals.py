"""What the steps above listen to, without this step knowing them."""

from django.dispatch import Signal

left = Signal()  # somebody has no role of the staff any more: comes with ``account`` and ``by``
