"""What all doors share: the request, who may enter, times and words on pages."""
