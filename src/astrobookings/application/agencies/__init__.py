"""Who flies what and when: agencies, fleets, spaceports, launches."""
