"""Services with their price, and visits."""
