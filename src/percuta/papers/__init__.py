"""The papers a clinic hands out, each made from one published answer."""
