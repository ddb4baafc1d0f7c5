"""Comments under the public articles: written by strangers, looked at before they are shown."""
