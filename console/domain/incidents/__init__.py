"""Rules of incidents and cases: grades, plans, reports that fall due, and times to keep."""
