"""All articles to one archive: who is who, which outlet, which topic, whose photo."""
