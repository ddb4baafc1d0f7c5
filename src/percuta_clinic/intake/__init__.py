"""What a person tells before a treatment: the questions, and each answer as a fact."""
