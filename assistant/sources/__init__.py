"""From files, tables and addresses to pages as they stand."""
