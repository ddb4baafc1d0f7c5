"""The pages at the doors."""
