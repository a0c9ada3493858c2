"""The web face for a whole organisation: drafts in a database, sign-in through a proxy, sharing, links.

settings        what an operator says, from options or the environment; told in one sentence when it cannot be right
tables          every table; migrations/ makes them, step by step
database        one connection address, SQLite or PostgreSQL, the same code
drafts, shelf   the drafts of one person's organisation, and their Word files
people, links   sharing, comments, and links for those who are not signed in
signing_in      who a trusted proxy says is visiting
serving         the server's processes and its log
dumping         backup and restore, the same file from either database
retaining       drafts that nobody has touched for long are erased
"""
