"""Devices, cartridges and anaesthetics, with lot and expiry."""
