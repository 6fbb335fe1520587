"""Rules: what must hold between records, beyond what each record checks itself."""
