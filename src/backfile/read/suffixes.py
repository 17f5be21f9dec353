"""The endings of file names that are read as articles. By itself, so that listing files needs no reader."""

__all__ = ["ARTICLE_SUFFIXES"]

ARTICLE_SUFFIXES = (
    ".txt", ".text", ".md", ".markdown", ".mdown", ".rst", ".rest", ".lr",
    ".html", ".htm", ".xhtml", ".shtml", ".mht", ".mhtml", ".warc", ".warc.gz",
    ".xml", ".rss", ".atom", ".rdf", ".nitf", ".newsml", ".anpa", ".iptc", ".sgm", ".sgml", ".tml",
    ".json", ".jsonl", ".ndjson", ".jsonlines", ".jl", ".csv", ".tsv", ".tab",
    ".eml", ".mbox", ".docx",
)  # fmt: skip
