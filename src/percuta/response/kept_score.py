"""The score that this fit reached on the validation studies. A worse one fails the check.

A new fit may reach another; then the number here changes in the same commit, for all to see.
"""

KEPT: float = 0.2722
ROUNDING = 5e-4
