"""The queue in a browser: server-rendered pages, and a REST API that can do all that they can."""
