"""The outbox: what is to be sent, what was sent, to whom."""
