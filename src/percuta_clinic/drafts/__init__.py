"""What somebody is typing, kept on the server with a version."""
