"""Charges, payments, packages, deposits and fees: records that are added to, never changed."""
