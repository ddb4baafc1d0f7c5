"""What every page of the clinic looks like: styles, icons, scripts, page frames and pieces."""
