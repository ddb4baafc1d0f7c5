"""Virtual trials: many virtual people in arms, followed by a rater, told in constant memory."""
