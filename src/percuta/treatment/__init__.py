"""What is done in the treatment room: numbing, the dose delivered, and when things go wrong."""
