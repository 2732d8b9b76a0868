"""The intentions: one callable per use-case, in the words of the stories."""
