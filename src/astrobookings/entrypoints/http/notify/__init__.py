"""Notifications over HTTP: one's own, and the queue for IT employees."""
