"""What IT employees ask of the running platform, and what it notes about itself."""
