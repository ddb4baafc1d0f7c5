"""Country rules as data: kept with their sources, off until somebody has checked them."""
