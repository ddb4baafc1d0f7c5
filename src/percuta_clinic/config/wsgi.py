"""The door a web server uses."""

import os

from percuta_clinic.config.sqlite import use_bundled

use_bundled()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "percuta_clinic.config.settings")

from django.core.wsgi import get_wsgi_application  # the swap above comes first

application = get_wsgi_application()
