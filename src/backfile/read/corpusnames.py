"""The names by which collections of news tag what they hold, in capitals and without hyphens, dots and underscores.

Data, not code. Where a record has several of one meaning, the first name counts.
"""

__all__ = ["BLOCKS", "CAPTIONS", "FIELDS", "HEADINGS", "KNOWN", "RECORDS", "TEXTS", "WIRES"]

RECORDS = frozenset(
    (
        "DOC", "DOCUMENT", "ARTICLE", "NEWS", "STORY", "REUTERS", "TIMEML", "RECORD", "NEWSITEM", "NEWSARTICLE",
        "NEWSDOC", "DOCUMENTO", "ARTIKEL", "ARTICOLO", "ARTICULO", "NOTICIA", "ITEM", "TEXTDOC", "HABER", "BERITA",
        "MATERIA", "ARTYKUL", "СТАТЬЯ", "НОВОСТЬ", "خبر",
    )
)  # fmt: skip
# The text itself. Several follow one another: a lead paragraph and the rest.
TEXTS = ("LEADPARAGRAPH", "LP", "TEXT", "BODY", "BODYTEXT", "CONTENT", "CONTENTS", "FULLTEXT", "MAINTEXT",
         "ARTICLETEXT", "ARTICLEBODY", "NEWSTEXT", "TEXTO", "TESTO", "TEXTE", "CONTENIDO", "KOERPER",
         "METIN", "ICERIK", "ISI", "TRESC", "CORPO", "ТЕКСТ", "متن")  # fmt: skip
FIELDS: dict[str, tuple[str, ...]] = {
    "headline": ("HEADLINE", "TITLE", "HEAD", "HL", "TI", "HEADING", "HEADER1", "NEWSTITLE", "TITULO",
                 "TITOLO", "TITRE", "TITEL", "BASLIK", "JUDUL", "TYTUL", "ЗАГОЛОВОК", "عنوان"),
    "deck": ("SUBTITLE", "SUBHEADLINE", "DECK", "BRIEF", "LEAD", "STANDFIRST", "ABSTRACT", "SUMMARY", "DESCRIPTION",
             "SUBTITULO"),
    "published": (
        "DATETIME", "UTCDATE", "UTCDATETIME", "PUBDATE", "PUBLISHED", "PUBLICATIONDATE", "PUBLISHDATE", "DATEPUBLISHED",
        "PUBLISHEDDATE", "DATEPUB", "DATE", "DCT", "DATE1", "DD", "DATUM", "FECHA", "TARIH", "TANGGAL",
        "DATAPUBLIKACJI", "ДАТА", "تاریخ", "CREATED", "TIMESTAMP", "STORYDATE",
    ),
    "updated": ("UPDATED", "MODIFIED", "LASTMODIFIED", "DATEMODIFIED"),
    "time": ("TIME", "PUBTIME", "HOUR", "HORA"),
    "section": ("SECTION", "CAT", "CATEGORY", "RUBRIC", "DESK", "SECCION", "RUBRIK"),
    "byline": ("BYLINE", "AUTHOR", "AUTHORS", "AU", "WRITER", "REPORTER", "AUTOR", "YAZAR", "PENULIS", "АВТОР"),
    "source": ("SOURCE", "PUBLISHER", "NEWSPAPER", "OUTLET", "SO", "PUB", "PUBLICATION", "AGENCY", "FUENTE",
               "KAYNAK", "QUELLE", "ИСТОЧНИК"),
    "original_url": ("URL", "LINK", "SOURCEURL", "ADDRESS"),
    "dateline": ("DATELINE", "DL"),
    "language": ("LANGUAGE", "LANG"),
    "tags": ("KEYWORDS", "TAGS", "TOPICS", "SUBJECTS", "SUBJECT", "DESCRIPTORS"),
    "id": ("DOCNO", "DOCID", "NEWSID", "ARTICLEID", "ID"),
}  # fmt: skip
CAPTIONS = frozenset(("CAPTION", "PHOTOCAPTION", "IMAGECAPTION", "CUTLINE", "FIGCAPTION"))
# What the wire or the collection wrote around the text.
WIRES = frozenset(
    ("EXTRAINFO", "SLUG", "SLUGLINE", "TRAILER", "HEADER", "PREAMBLE", "FOOTER", "UNKNOWN", "KEYWORD", "ANNOTATION",
     "MKEY", "PLACES", "PEOPLE", "ORGS", "EXCHANGES", "COMPANIES", "ORIGINALFILE", "ISSUE", "COPYRIGHT",
     "PRETITLE", "POSTTITLE",
     "DOCTYPE", "EDITION", "PAGE", "CORRECTIONDATE", "FILEID", "FIRST", "SECOND", "PROFILE")
)  # fmt: skip
HEADINGS = frozenset(("HEADING", "SUBHEAD", "SUBHEADING", "INTERTITLE", "H1", "H2", "H3", "H4", "H5", "H6"))
BLOCKS = HEADINGS | {
    "P", "PARA", "PARAGRAPH", "PAR", "PARAGRAFO", "BR", "DIV", "LI", "TR", "TABLE", "LIST", "BLOCKQUOTE",
    "UL", "OL", "SECTION",
}  # fmt: skip
KNOWN = {name: meaning for meaning, names in FIELDS.items() for name in names} | dict.fromkeys(TEXTS, "text")
