"""The skin map: zones of face and body with side, area, thickness and published depths."""
