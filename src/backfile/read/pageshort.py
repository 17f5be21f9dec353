"""Saved pages with hardly any text: one headline and what stands with it, taken whole and told as a doubt."""

from backfile.model import Doubt, Field
from backfile.read.fragment import line_of, pieces_of_element, words_of
from backfile.read.pagemeta import page_meta
from backfile.read.pagesigns import dates_of
from backfile.read.pagetree import parse_page
from backfile.read.reader import Draft, Raw

__all__ = ["short_page"]

LONGEST = 2000  # characters; a longer page that is no article is a list or a shell
FEW, LINKED = 3, 0.5  # links from which on a page with that share of linked words is a list
DECLARED = ("byline", "source")
TEXT = ("paragraph", "list_item", "quote")


def short_page(raw: Raw) -> Draft | None:
    """Return the article of a page with one first-rank heading and a little text, None for any other page.

    There is too little to tell text from furniture, so all of it is kept, but for what the mark-up itself calls
    navigation. Raises UnreadableFile as `parse_page` does.
    """
    root = parse_page(raw)
    meta = page_meta(root)
    heads = [e for e in root.iter("h1") if words_of(e)]
    body = root.find(".//body")
    if len(heads) != 1 or body is None:
        return None
    title = words_of(heads[0])
    pieces = [p for p in pieces_of_element(body, 0, "paragraph") if p.kind != "subhead" or p.text != title]
    told = sum(len(p.text) for p in pieces)
    links = [len(words) for link in body.iter("a") if (words := words_of(link))]
    listed = len(links) >= FEW and sum(links) > LINKED * told
    if not any(p.kind in TEXT for p in pieces) or told > LONGEST or listed:
        return None
    fields = [Field("headline", (title,), line_of(heads[0]))]
    for name, said in zip(("published", "updated"), dates_of((), (), (), meta), strict=True):
        if said is not None:
            fields.append(Field(name, (said.value,), said.line))
    for name in DECLARED:
        values = tuple(said.value for said in meta.all(name))
        first = meta.first(name)
        if first is not None:
            fields.append(Field(name, values if name == "byline" else values[:1], first.line))
    line = pieces[0].starts[0][1]
    message = "The page holds hardly any text; all of it was taken."
    doubt = Doubt("text", line, message, "short-page", "see whether it was saved whole")
    return Draft(fields=tuple(fields), pieces=tuple(pieces), doubts=(doubt,))
