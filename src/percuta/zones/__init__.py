"""The skin map: zones of the face with side, area, thickness and published depths."""
