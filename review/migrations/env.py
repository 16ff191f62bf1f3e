"""What Alembic runs to migrate: on the connection that ``Store.open`` holds, inside its transaction."""

from alembic import context

from factdesk.review.tables import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
context.run_migrations()
