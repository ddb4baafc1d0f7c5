"""Every published text that Percuta relies on, one constant each, filed by kind of text."""
