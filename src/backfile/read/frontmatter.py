"""What a file declares about itself before its text: YAML, TOML, JSON, `Key: value`, Nikola and Pandoc headers."""

import json
import re
from collections.abc import Iterator, Sequence

from backfile.model import Field
from backfile.patterns import late
from backfile.problems import Origin, Problem
from backfile.yamltext import Node, YamlError, load

__all__ = ["NIKOLA", "BadFrontMatter", "flattened", "split_front_matter"]

KEY_VALUE = late(r"(?P<key>[^\W\d_][\w .-]{0,30}?)\s*(?::(?:\s+(?P<value>.*\S))?|：\s*(?P<wide>.*\S)?)\s*$")
FENCED = {"---": "yaml", "---yaml": "yaml", "```yaml": "yaml", "+++": "toml", "---toml": "toml",
          "---json": "json", ";;;": "json", "```json": "json"}  # fmt: skip
CLOSING = {"---": ("---", "..."), "```json": ("```",), "```yaml": ("```",)}
# `.. title: Words`, in a reStructuredText comment or inside an HTML comment.
NIKOLA = late(r"\.\.\s(?P<key>[a-z][\w-]{1,30}):(?:\s+(?P<value>.*\S))?\s*$")
MAX_DEPTH = 8
PANDOC = ("title", "author", "date")
# Tags and keys of notes clipped from the web: what they call `created` is the day of the clipping.
CLIPPED = frozenset(("clippings", "clipping", "clipped", "web-clip", "webclip"))
TOML_KEY = late(r"\s*(?:\"(?P<quoted>[^\"]+)\"|(?P<bare>[\w-]+))\s*=")
# A file without fences has front matter when its first lines name at least two of these.
CREDIT_LABEL = late(
    r"(?:©\s*)?(?:photos?|foto|fotos|bild|image|imatge|credit|crédit|фото|zdjęcie|fot\.|beeld)(?:\s?by|\s?:|(?<=\.))\s*",
    re.IGNORECASE,
)
# Maps that describe the picture above an article, and what their keys and those of its parts mean.
PICTURE_MAP = late(
    r"(?:.*[._-])?(?:cover(?:image)?|image|images|img|picture|photo|foto|fotos|hero|featured(?:[_-]?(?:image|photo))?|figure|figura"
    r"|header[_-]?image|lead[_-]?(?:image|photo|art)|thumbnail|teaser[_-]?image|imagen|imatge|imagem|immagine|bild|titelbild"
    r"|portada|couverture|coberta|capa|copertina|afbeelding|omslag|kuva|okładka|zdjęcie|обложка|фото|зображення|عکس|صورة|图片|画像)",
    re.IGNORECASE,
)
PICTURE_KEYS = {
    word: meaning
    for meaning, words in {
        "image": "image src url file path source filename relative fitxer archivo fichero datei bestand",
        "caption": "caption legend legende légende bildunterschrift bildtext unterschrift peu peu_de_foto llegenda pie"
        " pie_de_foto leyenda epígrafe epigrafe legenda didascalia"
        " onderschrift bijschrift podpis подпись підпис popisek",
        "credit": "credit credits attr attribution copyright photographer author photo_by by autor autora autoria"
        " crèdit crédito crédits crédit credito créditos fotògraf fotògrafa fotógrafo fotógrafa fotografo photographe"
        " fotograf fotografin fotografie fotograaf bildnachweis quelle urheber fotocredit автор zdroj źródło",
    }.items()
    for word in words.split()
}
KNOWN = frozenset(
    """title headline date published author authors by source outlet url link tags category lang language slug
    summary subtitle description modified updated status section keywords byline publication original photo
    credit titel datum autor quelle titre auteur fecha fuente заголовок дата автор источник дата_публикации
    标题 日期 作者 来源 عنوان تاریخ منبع""".split()  # noqa: SIM905
)


class BadFrontMatter(Exception):
    """The front matter cannot be read. Carries the problem with its place."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def split_front_matter(lines: Sequence[str], path: str) -> tuple[tuple[Field, ...], int]:
    """Return (fields, number of lines that the front matter takes up); ((), 0) when there is none.

    Raises BadFrontMatter, with the line, when a fence is not closed or what it holds is not valid.
    """
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    fence = lines[first].rstrip() if lines else ""
    if fence in FENCED:
        fields, taken = _fenced(lines, first, fence, path)
    elif fence[:1] == "{":
        fields, taken = _json(lines, first)
    elif fence.startswith(("..", "<!--")):
        fields, taken = _nikola(lines, first)
    elif lines and lines[first].startswith("% "):
        fields, taken = _pandoc(lines, first, path)
    else:
        fields, taken = _key_values(lines, first)
    return tuple(_pictured(field) for field in _unclipped(fields)), taken


def _pictured(field: Field) -> Field:
    """Return a key inside a map that describes a picture under the name of what it says; any other field as it is."""
    above, dot, key = field.name.rpartition(".")
    meaning = PICTURE_KEYS.get(key.replace("-", "_")) if dot and PICTURE_MAP.fullmatch(above) else None
    if meaning is None:
        return field
    values = (
        tuple(CREDIT_LABEL.sub("", v, count=1) for v in field.values) if meaning == "credit" else field.values
    )
    return Field(meaning, values, field.line)


def _unclipped(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """Return the fields; of a clipped note, `created` under another name: it is no date of publication."""
    clipped = any(f.name in CLIPPED or any(v.casefold() in CLIPPED for v in f.values) for f in fields)
    if not clipped:
        return fields
    return tuple(Field("clipped", f.values, f.line) if f.name in ("created", "date") else f for f in fields)


def _fenced(lines: Sequence[str], first: int, fence: str, path: str) -> tuple[tuple[Field, ...], int]:
    closing = CLOSING.get(fence, (fence[:3],))
    end = next((i for i in range(first + 1, len(lines)) if lines[i].rstrip() in closing), None)
    if fence == "---" and not any(_keyed(line) for line in lines[first + 1 : end]):
        return (), 0  # a line of dashes in a plain text
    if end is None:
        if fence == "---" and not _keyed(lines[first + 1]):
            return (), 0
        found = f"expected {closing[0]} to close the front matter, found the end of the file"
        raise BadFrontMatter(Problem(Origin(path, first + 1), "error", "front-matter-open", found))
    inside = lines[first + 1 : end]
    if FENCED[fence] == "toml":
        return _toml(inside, first + 2, path), end + 1
    if FENCED[fence] == "yaml":
        return _yaml(inside, first + 2, path), end + 1
    whole = ["{", *inside, "}"] if not "".join(inside).strip().startswith("{") else list(inside)
    fields, _ = _json(whole, 0)
    before = first + 1 - (len(whole) > len(inside))
    return tuple(Field(f.name, f.values, f.line + before) for f in fields), end + 1


def _keyed(line: str) -> bool:
    """Whether a line looks like one of YAML's: a key, a comment before one, an item."""
    return KEY_VALUE.match(line) is not None or bool(re.match(r"\s*[\"'\w-]+\s*:|\s*-\s\w+:", line))


def _json(lines: Sequence[str], first: int) -> tuple[tuple[Field, ...], int]:
    """Return the fields of a JSON object with which the file begins, when text follows it."""
    text = "\n".join(lines[first:])
    try:
        table, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return (), 0
    rest = text[end:].split("\n", 1)[0].strip()
    if not isinstance(table, dict) or rest not in ("", ";"):
        return (), 0
    where: dict[str, int] = {}
    for number, line in enumerate(lines[first:], first + 1):
        for key in re.findall(r"\"([^\"\\]+)\"\s*:", line):
            where.setdefault(key, number)
    return tuple(_toml_fields(table, "", where, first + 1)), first + text[:end].count("\n") + 1


def _nikola(lines: Sequence[str], first: int) -> tuple[tuple[Field, ...], int]:
    """Return the fields of Nikola's header: `.. key: value` lines, bare or inside one HTML comment."""
    comment = lines[first].lstrip().startswith("<!--")
    fields: list[Field] = []
    for number in range(first, min(len(lines), first + 80)):
        line = lines[number].strip()
        closed = comment and line.endswith("-->")
        line = line.removeprefix("<!--").removesuffix("-->").strip() if comment else line
        match = NIKOLA.match(line)
        if match and match.group("value"):
            fields.append(Field(match.group("key"), (match.group("value"),), number + 1))
        if closed or (not comment and not match):
            known = sum(field.name in KNOWN for field in fields)
            taken = number + 1 if closed else number
            return (tuple(fields), taken) if known else ((), 0)
        if line and not match:
            return (), 0
    return (), 0


def _pandoc(lines: Sequence[str], first: int, path: str) -> tuple[tuple[Field, ...], int]:
    """Return the fields of Pandoc's title block: `% title`, `% authors`, `% date`; indented lines go on."""
    fields: list[Field] = []
    part = -1
    number = first
    while number < len(lines) and (
        lines[number].startswith("%") or (part >= 0 and lines[number][:1] in " \t")
    ):
        text = lines[number].lstrip("% \t").strip()
        if not lines[number].strip():
            break
        part += lines[number].startswith("%")
        if part >= len(PANDOC):
            return (), 0
        if text and lines[number].startswith("%"):
            fields.append(Field(PANDOC[part], (text,), number + 1))
        elif text and fields:
            joint = "; " if PANDOC[part] == "author" else " "
            fields[-1] = Field(fields[-1].name, (fields[-1].values[0] + joint + text,), fields[-1].line)
        number += 1
    sure = part >= 1 or path.endswith((".md", ".markdown", ".mdown"))
    return (tuple(fields), number) if sure else ((), 0)


def _yaml(lines: Sequence[str], first_line: int, path: str) -> tuple[Field, ...]:
    try:
        root = load("\n".join(lines), path, first_line)
        return tuple(flattened(root))
    except YamlError as error:
        raise BadFrontMatter(error.problem) from None


def flattened(node: Node, prefix: str = "") -> Iterator[Field]:
    """Yield one field for each key, nested keys joined by dots."""
    for key, key_node, value in node.items():
        name = f"{prefix}{key}".casefold().removesuffix(".name")
        if isinstance(value.value, dict):
            yield from flattened(value, f"{name}.")
        elif isinstance(value.value, list):
            found = [_named(item) for item in value.value]
            texts = tuple(text for text in found if text)
            yield Field(name, texts, key_node.origin.line, lost=found.count(None))
        elif value.value:
            yield Field(name, (" ".join(value.value.split()),), key_node.origin.line)


def _named(item: Node) -> str | None:
    """Return the text of an item of a list, or of its key `name`; None for an item that has neither."""
    value: object = item.value
    if isinstance(item.value, dict) and "name" in item.value:
        value = item.value["name"][1].value
    return value if isinstance(value, str) else None


def _toml(lines: Sequence[str], first_line: int, path: str) -> tuple[Field, ...]:
    import tomllib  # few files have TOML

    where: dict[str, int] = {}
    for number, text in enumerate(lines, first_line):
        match = TOML_KEY.match(text)
        if match:
            where.setdefault(match.group("quoted") or match.group("bare"), number)
    try:
        # Of a document without an end of its last line, an error there is told of no line.
        return tuple(_toml_fields(tomllib.loads("\n".join(lines) + "\n"), "", where, first_line))
    except (ValueError, RecursionError) as error:  # a number may have more digits than Python takes
        place = re.search(r"line (\d+), column (\d+)", str(error))
        line = first_line + int(place.group(1)) - 1 if place else first_line
        deep = isinstance(error, RecursionError)
        reason = (
            "values in each other, too deep to be read" if deep else re.split(r" \(at |; ", str(error))[0]
        )
        problem = Problem(Origin(path, line), "error", "toml-syntax", f"expected TOML, found: {reason}")
        raise BadFrontMatter(problem) from None


def _toml_fields(table: dict[str, object], prefix: str, where: dict[str, int], first: int) -> Iterator[Field]:
    for key, value in table.items():
        name, line = f"{prefix}{key}".casefold().removesuffix(".name"), where.get(key, first)
        if isinstance(value, dict):
            if name.count(".") < MAX_DEPTH:
                yield from _toml_fields(value, f"{name}.", where, first)
        elif isinstance(value, list):
            items = [item.get("name", item) if isinstance(item, dict) else item for item in value]
            texts = tuple(str(item) for item in items if not isinstance(item, dict | list))
            yield Field(name, texts, line, lost=len(value) - len(texts))
        elif value is not None and str(value):
            yield Field(name, (str(value),), line)


def _key_values(lines: Sequence[str], first: int) -> tuple[tuple[Field, ...], int]:
    """Return the fields of unfenced `Key: value` lines that end at a blank line."""
    fields: list[Field] = []
    for number in range(first, len(lines)):
        line = lines[number]
        if not line.strip():
            known = sum(field.name in KNOWN for field in fields)
            return (tuple(f for f in fields if f.values), number + 1) if known >= 2 else ((), 0)
        match = KEY_VALUE.match(line)
        if match:
            value = match.group("value") or match.group("wide")
            fields.append(Field(match.group("key").casefold(), (value,) if value else (), number + 1))
        elif fields and line[:1] in " \t":
            last = fields[-1]
            fields[-1] = Field(last.name, (" ".join((*last.values, line.strip())),), last.line)
        else:
            return (), 0
    return (), 0
