"""The public texts as they come with Percuta, one file each."""
