"""Lines that sites print around their articles, known whole or by their form.

data/page_lines.txt holds lines as readers see them: buttons, menu words, labels over other articles. A line of it is
compared whole, without case and the signs at its ends, so that no sentence of an article is taken for one. The forms
below have a part that differs from page to page.
"""

# Tables of regular expressions, one meaning a line.
# ruff: noqa: E501

import functools
import importlib.resources
import re

from backfile.openings import Openings
from backfile.parse.phrases import any_of
from backfile.patterns import late

__all__ = ["ANNOUNCED", "page_line"]

ANNOUNCED = "announces other articles on many sites"
WHY = {
    "furniture": "a line that many sites print around their articles",
    "block": ANNOUNCED,
    "tag-block": ANNOUNCED,
    "footer": "a sentence that an outlet prints under its articles",
}
ENDS = " \t.,:;…!?>»›→|*•·–—-_[](){}<«#=＞：！？。▼▶►◀\u200b\u200c\u200e\u200f\u2060\ufeff"
LONGEST = 260
# Buttons and marks of a list or player.
BUTTONS = (
    r"list of \d{1,2} items?", r"list \d{1,2} of \d{1,2}.{0,200}", r"(?:item|slide|photo|image) \d{1,3} of \d{1,3}", r"this article is more than \d+ (?:years?|months?) old", r"(?:skip past|after|before) newsletter promotion", r"(?:watch|listen|read|playback)[:|] ?\d{1,3} ?min\w*",
    r"(?:lesezeit|lesedauer|hördauer|tiempo de lectura|tempo de leitura|tempo di lettura|temps de lecture|czas czytania|doba čtení|okuma süresi|время чтения|час читання|مدة القراءة|زمان مطالعه|阅读时间|閱讀時間|読了時間|읽는 시간)\s*[:：]?\s*(?:ca\.? ?|env\.? ?|~ ?)?\d{1,3}\s?[^\W\d_]{0,10}\.?",
    r"\d{1,5} (?:comments?|shares?|views|likes|reactions?|kommentare?|commentaires?|comentarios?|comentários?|commenti|reacties|kommentarer|komentarz\w*|komentá\w+|komentář\w*|yorum|комментари\w+|коментар\w+|просмотр\w*|перегляд\w*|تعليقات?|تعليق|نظر|评论|則留言)",
    r"(?:комментари[ия]|комментариев|коментар[іи]в?|kommentare|comments|comentarios|comentários|commentaires|commenti|yorumlar|التعليقات|نظرات|댓글|コメント|评论|просмотров|переглядів|прочтений|visitas|lecturas|visualizações|بازدید)\s*[:：(（]\s*\d{1,7}\s*[)）]?",
)  # fmt: skip
# What an outlet says of its letters and channels.
LETTERS = (
    r"the [^.!?“”\"]{2,50} newsletter (?:makes|provides|brings|covers|explores|delivers|offers|tracks|takes|examines|rounds|gives|is your|keeps|has|helps|looks)\b.{3,180}", r"keep up with [^“”\"]{3,180} newsletter\b.{0,80}", r"(?:get|receive|want|like) [^“”\"]{3,200}\b(?:newsletters?|inbox|e-?mail alerts?)\b.{0,120}", r"our [^.!?“”\"]{2,50} (?:e-?mail|newsletter|podcast) .{3,200}", r"for subscribers only[:：].{3,220}",
    r"by (?:clicking|signing up|subscribing|registering|continuing|submitting|providing|entering)\b.{2,60}\b(?:you|i) (?:agree|accept|consent|acknowledge|confirm)\b.{0,220}", r"(?:this site|the form) is protected by .{3,160}", r"(?:track|catch|get) (?:all )?(?:the )?latest .{3,200}\b(?:on|from|at|with) .{2,60}", r"listen to the best of .{2,80}", r"you can (?:also )?follow .{2,60} on .{2,60}", r"follow [^.!?“”\"]{2,40}[:：]", r"(?:add|make|set) .{2,40} (?:as )?(?:your |a )?preferred source\b.{0,100}",
    r"(?:support|become an?|join) [^.!?“”\"]{2,40} (?:sponsor|member|supporter|patron)s?(?: today| now)?", r"(?:follow|see|read|find) (?:all )?(?:ap|afp|reuters|cnn|bbc|npr|the associated press)['’]s? .{0,60}coverage\b.{0,160}", r"privacy notice[:：] .{3,220}", r"[^.!?“”\"]{2,40} coverage (?:of .{2,60})?(?:[:：]| at) ?https?://\S+", r"(?:most (?:popular|read|watched|shared|viewed) (?:on|in|from)|read more (?:from|on|about)|more (?:from|on)|elsewhere on|trending on|latest (?:on|from)) (?-i:[A-Z])[^.!?“”\"]{1,38}[:：]?",
    r"(?:melden sie sich|jetzt|hier) .{0,40}(?:newsletter|push-?nachrichten|whatsapp-?kanal)\b.{0,120}", r"(?:der|unser|mit dem|mit unserem|im) [^.!?“”„\"]{2,40}[- ]?newsletter\b.{3,160}", r"(?:chaque|recevez|tous les) (?:jour|matin|semaine|soir|matins|soirs)s?\b[^“”«\"]{2,120}\b(?:recevez|actualité|newsletter|boîte)\b.{0,120}", r"recevez [^“”«\"]{3,120}\b(?:newsletter|boîte (?:mail|de réception)|e-?mail|alertes?)\b.{0,100}", r"(?:recibe|reciba|recíbelo|receba|ricevi|ogni (?:giorno|mattina)) [^“”«\"]{3,160}\b(?:newsletter|correo|boletín|e-?mail|posta|caixa|inbox)\b.{0,100}",
    r"(?:дотримуйтесь|слідкуйте|долучайтесь|приєднуйтесь|стежте|підписуйтес\w+|підпишіться|підпишись)\b[^«»“”\"]{0,60}\b(?:telegram|телеграм\w*|instagram|інстаграм\w*|youtube|ютуб\w*|facebook|фейсбук\w*|viber|вайбер\w*|whatsapp|google\w*|каналі?|нас)\b.{0,160}", r"(?:больше|еще больше|ещё больше|все|главные|самые важные|оперативные|свежие|больше интересных) [^«»“”\"]{0,60}(?:новост|материал|подробност|видео)\w*[^«»“”\"]{0,60}\b(?:telegram|телеграм\w*|дзен\w*|канал\w*|вконтакте|max|мах|чат\w*|одноклассник\w*|рассылк\w*)\b.{0,120}", r"(?:більше|ще більше|усі|всі|головні|важливі|оперативні) [^«»“”\"]{0,60}(?:новин|матеріал)\w*[^«»“”\"]{0,60}\b(?:telegram|телеграм\w*|канал\w*|viber|whatsapp|вайбер\w*|facebook|фейсбук\w*)\b.{0,120}",
    r"magic link\?.{3,160}", r"(?:эта |наша |это )(?:имейл-|e-?mail-)?рассылка .{3,200}",
)  # fmt: skip
# What the law or the outlet's lawyers want under each article.
IMPRINT = (
    r"[^.!?]{0,80}(?:св-во|свидетельство)(?: о(?: государственной)?)? рег\w* .{3,260}", r"отдельные публикации .{3,160}(?:лет|18\+|16\+|12\+)\W*", r"на (?:информационном ресурсе|сайте) (?:применяются|используются) рекомендательные технологии.{0,200}", r"(?:настоящий |данн\w+ )?(?:материал|сообщение|\(информация\)).{0,160}(?:иностранн\w+ агент)\w*.{0,260}", r"(?:редакция|администрация) (?:сайта |портала )?не нес[её]т ответственност\w+.{3,160}", r"(?:редакція|адміністрація) не несе відповідальност\w+.{3,160}", r"матер[іи]али з (?:позначк\w+|плашк\w+).{3,240}", r"материалы с (?:пометк\w+|плашк\w+).{3,240}",
    r"(?:the )?[^.!?]{2,40} is not responsible for the content of external (?:sites|websites).{0,160}", r"[^.!?]{2,40}\b(?:receives financial support|retains full editorial|is solely responsible|maintains editorial independence).{3,260}", r"this (?:article|story) (?:appeared|originally ran|ran) (?:in|on) the .{2,60} (?:section|edition|issue) .{0,120}", r"(?:quotes?|market data|stock data|prices?) (?:displayed|provided|delayed|are delayed) .{3,120}", r"(?:dpa-infocom|dpa)[:,] ?dpa[:-]?[\d-]{6,20}(?:/\d{1,2})?", r"(?:©|\(c\)|©️)? ?dpa-infocom, dpa:[\d/-]{6,24}",
    r"aa? ?web sitesinde.{3,260}", r".{2,30} web sitesinde,? .{3,60}abonelere sunulan haberler.{0,200}", r"(?:bu )?(?:haber|içerik)(?:in|de)?[^.]{0,60}(?:kaynak gösterilmeden|izinsiz).{0,160}", r"(?:esta|la) (?:web|noticia|publicación) .{0,40}(?:se adhiere|cumple con) .{3,120}", r"si (?:está interesado|quiere|desea) .{3,60}(?:licenciar|contenido|suscri).{0,120}",
)  # fmt: skip
REPORTED = (
    r"(?:the )?(?:associated press|ap|cnn|reuters|afp|nbc news|abc news|bbc)['’]s? [^.!?“”\"]{4,160} (?:contributed(?: (?:reporting|to this .{2,20}))?|reports?|reported)(?: from .{2,60}| for this .{2,20})?\.?", r"[^.!?“”\"]{2,24} correspondent [^.!?“”\"]{4,50} reports\.?", r"[^.!?“”\"]{4,160} contributed reporting(?: (?:from|to|for) .{2,60})?\.?", r"edit(?:ing|ed) by[:：]? ?.{3,80}", r"(?:сообщение|материал) подготовил[аи]?[:：]? .{4,60}", r"редактор[:：] ?.{4,50}", r"fact-?check(?:ed|ing)(?: by)?[:：] ?.{3,50}", r"(?:haber|editör|fotoğraf|kamera)[:：] ?[^.!?]{4,50}(?=$)", r"(?:mit material von|mit informationen von|unter verwendung von material).{2,60}", r"(?:con información de|con agencias|con datos de|com informações d[aeo]s?|com agências|avec agences|con agenzie)\b.{0,60}",
)  # fmt: skip
NOTES = (
    r"в (?:материал|новость|текст|статью|заметку|сообщение|публикацию|заголовок) внес[её]н[ыоа]? (?:изменени|уточнени|исправлени|правк|дополнени)\w*.{0,260}", r"(?:новость|материал|текст|сообщение|публикация|статья) (?:была |был |было )?(?:дополнен\w*|обновл[её]н\w*|исправлен\w*|уточн[её]н\w*|изменен\w*|дополняется|обновляется)\b.{0,200}", r"(?:до|у) (?:матеріалу|новини|тексту|статті) внесен[оі] (?:змін|уточненн|виправленн|правк)\w*.{0,260}", r"(?:добавлены|добавлен) .{2,40}(?:абзац|подробност|детал|комментари|бэкграунд)\w*.{0,160}", r"(?:this|the) (?:story|article|report) (?:will be|is being) updated\b.{0,120}", r"(?:dieser|der) (?:artikel|text|beitrag) wird (?:laufend )?aktualisiert\b.{0,80}",
    r"(?:correctie|rectificatie|aanvulling|errata(?: corrige)?|precisazione|aggiornamento|oprava|upřesnění|aktualizace|aktualizacja|helyesbítés|precizare|erată|διόρθωση|исправлено|обновлено|дополнено|оновлено|виправлено|доповнено)\s*[:：(].{4,400}", r"[\[【(（]?(?:정정|바로잡습니다|수정|고침|알립니다)[\]】)）]\s?.{4,400}", r"(?:이|위|본) 기사(?:는|의|에서|에) .{2,200}(?:수정|정정|바로잡|업데이트|추가)\S{0,4}(?:했습니다|하였습니다|됐습니다|되었습니다|습니다)\W*.{0,120}",
    r"[※＊*(（【]?(?:この|本|当)記事(?:は|の|を|中).{1,160}(?:更新|修正|訂正|加筆|変更|追記)(?:しました|されました|しています|いたしました).{0,160}", r"[※＊*(（【]?.{0,40}(?:記事|内容|見出し|本文|写真)を?(?:一部)?(?:更新|修正|訂正|差し替え)(?:しました|されました|いたしました)[。）)】]?.{0,120}", r"[\[【(（]?(?:सुधार|संशोधन|अपडेट|भूल-?सुधार)[\]】)）]?\s*[:：].{4,300}", r"(?:यह|इस|ये) (?:खबर|ख़बर|लेख|रिपोर्ट|स्टोरी|समाचार)\b.{0,120}(?:अपडेट|संशोधित|सुधार|संपादित)\S*.{0,160}",
)  # fmt: skip
_FORMS = (
    (late(any_of(BUTTONS), re.IGNORECASE), "furniture", "a button or counter of the page"),
    (late(any_of(LETTERS), re.IGNORECASE | re.DOTALL), "footer", "the outlet speaks of its letters and channels"),
    (late(any_of(IMPRINT), re.IGNORECASE | re.DOTALL), "footer", "what an outlet has to print under its articles"),
    (late(any_of(REPORTED), re.IGNORECASE), "reporting", "a reporting credit"),
    (late(any_of(NOTES), re.IGNORECASE | re.DOTALL), "note", "a note on a change to the text"),
)  # fmt: skip
FORMS = Openings(*(form for form, _, _ in _FORMS))


def page_line(text: str) -> tuple[str, str, str] | None:
    """Return (kind of mark, the text, why) for a line that sites print around articles, None for any other."""
    if len(text) > LONGEST + 160:
        return None
    kind = _lines().get(text.strip(ENDS).casefold()) if len(text) <= LONGEST else None
    if kind is not None:
        return kind, text, WHY[kind]
    if not FORMS.fit(text):
        return None
    return next(((kind, text, why) for form, kind, why in _FORMS if form.fullmatch(text)), None)


@functools.cache
def _lines() -> dict[str, str]:
    """Return the kind of each known line by its letters."""
    source = importlib.resources.files("backfile.parse") / "data" / "page_lines.txt"
    rows = (row.partition("\t") for row in source.read_text(encoding="utf-8").splitlines())
    return {line.strip(ENDS).casefold(): kind for kind, tab, line in rows if tab}
