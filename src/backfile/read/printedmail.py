"""Mail as it is printed or pasted: a block of labelled lines over the text, in the words of the program that showed it.

Outlook and its like print `From:`, `Sent:`, `To:`, `Subject:` in the language of the interface, in this or another
order, with a tab or a blank behind the colon, and the owner's name above. Nothing of RFC 5322 is left of the header.
"""

# Tables of words.
# ruff: noqa: E501

import re
from collections.abc import Iterator, Sequence
from email.utils import parseaddr

from backfile.model import Field
from backfile.patterns import late
from backfile.read.mail import sender_of, titled
from backfile.read.reader import Draft, Raw, Reader, lines_of, unreadable

__all__ = ["PRINTED_MAIL"]

# The labels by what they mean, in the interfaces of mail programs; lower case.
LABELS = {
    "from": "from von de da od van från fra от від kimden gönderen lähettäjä mittente nadawca feladó 发件人 寄件者 差出人 보낸사람 من",
    "sent": "sent date gesendet datum envoyé enviado enviadoel enviadoem enviadaem fecha data inviato wysłano wysłane verzonden"
    " skickat sendt dato отправлено дата надіслано gönderildi gönderilmetarihi tarih lähetetty päivä 发送时间 日期 寄件日期 送信日時"
    " 日付 보낸날짜 날짜 تاريخالإرسال تمالإرسال التاريخ",
    "to": "to an à para a do aan till til кому kime alıcı vastaanottaja destinatario címzett 收件人 收件者 宛先 받는사람 إلى",
    "subject": "subject betreff objet asunto assunto oggetto temat onderwerp ämne emne тема konu aihe tárgy předmět 主题 主旨 件名"
    " 제목 الموضوع",
}  # fmt: skip
MEANING = {word: meaning for meaning, words in LABELS.items() for word in words.split()}
LABELLED = late(r"\s*(?P<label>[^\W\d_](?:[^\W_]|[ .'’-]){0,28}?)\s?[:：](?:[ \t\xa0]+|$)(?P<value>.*)")
BLANK = re.compile(r"[\s\xa0]+")
SUFFIXES = ("", ".txt", ".text")
MOST_LABELS = 12
LONGEST_OWNER = 60


def _labelled(line: str) -> re.Match[str] | None:
    return LABELLED.match(line) if ":" in line or "：" in line else None


def _header(lines: Sequence[str]) -> Iterator[tuple[str, str, int]]:
    """Yield (meaning or empty, value, number of the line from 0) of the labelled lines at the head of a text."""
    first = next((i for i, line in enumerate(lines[:4]) if line.strip()), 0)
    if first < len(lines) and len(lines[first]) <= LONGEST_OWNER and not _labelled(lines[first]):
        first += 1  # the name of whose mailbox it is
        while first < len(lines) and not lines[first].strip(" \t\r_-=*"):
            first += 1
    for i in range(first, min(len(lines), first + MOST_LABELS)):
        found = _labelled(lines[i])
        if found is None:
            if lines[i].strip():
                return  # no block of labels alone
            break
        label = BLANK.sub("", found.group("label")).casefold()
        yield MEANING.get(label, ""), found.group("value").strip(), i


def _claims(suffix: str, head: str) -> bool:
    told = [meaning for meaning, value, _ in _header(lines_of(head)) if value]
    return "from" in told and "subject" in told and ("sent" in told or "to" in told)


def _read(raw: Raw) -> tuple[Draft, ...]:
    """Return the one article of the mail; raises UnreadableFile when there is nothing under its header."""
    header = list(_header(raw.lines))
    told = {meaning: (value, i + 1) for meaning, value, i in reversed(header)}
    first = header[-1][2] + 1
    if not any(line.strip() for line in raw.lines[first:]):
        raise unreadable(raw.path, "no-article", "expected a mail with a text, found its header alone", "", 1)
    name, address = parseaddr(told["from"][0])
    title, forwarded = titled(told["subject"][0], [name])
    fields = [Field("headline", (title,), told["subject"][1])] if title else []
    if not forwarded:
        if told.get("sent", ("",))[0]:
            fields.append(Field("published", (told["sent"][0],), told["sent"][1]))
        fields += [Field(field, (value,), told["from"][1]) for field, value in sender_of(name, address)]
    return (Draft(fields=tuple(fields), lines=raw.lines[first:], first_line=first + 1),)


PRINTED_MAIL = Reader("mail", _claims, _read, suffixes=SUFFIXES)
