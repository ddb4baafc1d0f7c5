"""May this person be treated: findings from the answers, and what doctors decided on them."""
