"""Is everything there for a treatment: form, screening, consent, plan, photos."""
