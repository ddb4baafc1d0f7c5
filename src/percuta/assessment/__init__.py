"""What is wished for, where, and how severe it is on a published scale."""
