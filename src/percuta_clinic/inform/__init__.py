"""What the clinic tells everybody: articles in versions, and who works here."""
