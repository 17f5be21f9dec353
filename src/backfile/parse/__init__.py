"""Documents to articles: what each line is, and what it says of the article."""
