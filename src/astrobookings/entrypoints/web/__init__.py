"""The five applications people use in a browser, rendered by the server."""
