"""What is seen on the skin: concerns graded by zone, and the drawn skin map."""
