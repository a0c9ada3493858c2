"""Runs the steps on the connection that `migrating.migrate` hands over, in its transaction."""

from alembic import context

from samverkansavtal.hosting.tables import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True
)
context.run_migrations()
