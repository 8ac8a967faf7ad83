"""Who is at the desks: accounts, logins, sessions, and the audit log of everything they do."""
