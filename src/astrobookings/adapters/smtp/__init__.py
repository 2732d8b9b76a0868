"""Mail: to a server by SMTP, or into a file on this machine."""
