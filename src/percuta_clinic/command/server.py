"""Settings of the web server gunicorn; whatever lies about in the current folder is not read."""

from pathlib import Path

wsgi_app = "percuta_clinic.config.wsgi:application"
worker_class = "gthread"
workers = 1
timeout = 60
graceful_timeout = 20
keepalive = 5
loglevel = "warning"
control_socket_disable = True
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None
