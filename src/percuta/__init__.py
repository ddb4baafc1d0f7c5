"""Percuta: the science of microneedling courses, from screening to plan."""
