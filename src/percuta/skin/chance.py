"""Chance with a seed: the same seed gives the same draws, on every machine and in every release.

NumPy keeps the raw bits of its generators the same for ever, but not its bell curves; so the bits
are Philox's, and the bell is made of them here, by the rule of Box and Muller.
"""

import numpy as np
from numpy.random import Philox

from percuta.skin.ladder import Values

BITS = 53  # of the 64 drawn; as many as a number holds


class Seeded:
    """A generator of chance that goes on from call to call."""

    def __init__(self, seed: int) -> None:
        """Begin with a seed of 0 or more."""
        if seed < 0:
            raise ValueError(f"a seed of {seed}; 0 or more is wanted")
        self._bits = Philox(seed)

    def uniform(self, size: int) -> Values:
        """So many numbers over 0 and up to 1, each as likely as any other."""
        raw = self._bits.random_raw(size) >> np.uint64(64 - BITS)
        return np.asarray((raw + np.uint64(1)) * 2.0**-BITS)

    def standard_normal(self, size: int) -> Values:
        """So many draws of a standard normal."""
        half = (size + 1) // 2
        far, turn = np.sqrt(-2 * np.log(self.uniform(half))), 2 * np.pi * self.uniform(half)
        return np.concatenate([far * np.cos(turn), far * np.sin(turn)])[:size]
