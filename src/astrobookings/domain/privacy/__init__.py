"""What the platform has about a person, and what is left once the person is gone."""
