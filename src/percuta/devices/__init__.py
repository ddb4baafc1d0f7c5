"""Needling devices: what they are cleared for, how deep, and what their labels say."""
