"""What employees of IT do with the platform itself."""
