"""What a page says to its readers: on comments, on mistakes, apps and letters, on a voice or machine that reads or
translates.

Data, not code: fragments of regular expressions by language, each a whole line, matched without regard to case.
"""

# Tables of regular expressions.
# ruff: noqa: E501

__all__ = ["ASKING", "COMMENTING", "HEARD", "TRANSLATED"]

COMMENTING = (
    # English
    r"(?:the |all |user |reader |readers['’] )?comments? (?:below |posted here |section |on this (?:article|story|page) )?(?:are|is|have been|has been|have not been) (?:now |currently )?(?:closed|disabled|turned off|off|(?:pre-?)?moderated|not moderated|the (?:sole )?responsibility|subject to).{0,160}",
    r"comments (?:below have not been|posted (?:here|below) are) .{0,160}", r"this (?:article|story|post|thread|discussion) is (?:no longer|not) (?:open|accepting|available) (?:for |to )?(?:new )?comments?.{0,40}",
    r"(?:please |you (?:must|need to|have to) )?(?:log in|sign in|be logged in|be a subscriber|register)\b.{0,30} to (?:post|leave|write|add|comment|reply|join the (?:conversation|discussion)).{0,60}",
    # German
    r"(?:die )?(?:leser|user|nutzer)?-?kommentar(?:e|funktion|bereich|spalte)\b.{0,60}(?:geschlossen|deaktiviert|geben (?:nicht|ausschließlich)|spiegeln nicht|abgeschaltet|meinung der).{0,160}", r"ihre meinung zählt\W{0,3}",
    r"(?:um|zum) .{0,30}(?:kommentieren|kommentar).{0,60}(?:anmelden|einloggen|angemeldet|registrier\w+).{0,40}", r"bitte (?:melden|loggen) sie sich .{0,20}(?:an|ein),? um .{0,40}komment.{0,40}",
    # French
    r"les commentaires (?:sont (?:fermés|désormais fermés|désactivés|modérés|soumis)|n['’]engagent|relèvent de|publiés (?:ici )?n['’]engagent).{0,160}", r"(?:vous devez|il faut) être (?:connecté|abonné|inscrit|identifié)\S{0,4} pour .{0,20}(?:comment|réagir|réaction).{0,40}", r"pour (?:commenter|réagir|publier un commentaire),? .{0,40}(?:connect|abonn|identifi|inscri)\w+.{0,40}",
    # Spanish, Catalan, Portuguese, Italian, Romanian
    r"(?:los |sus |els )?comentari[os]{1,2} (?:est[áa]n (?:cerrados|desactivados|moderados|tancats)|(?:publicados|vertidos|aquí|de los (?:lectores|usuarios)).{0,60}(?:responsabilidad|opini)|son (?:de )?(?:exclusiva |única )?responsabilidad|no (?:reflejan|representan)).{0,160}",
    r"(?:debes?|tienes que|necesitas|has de) (?:iniciar sesión|registrarte|estar registrado|estar suscrito|acceder|ser suscriptor).{0,20} (?:para|per) (?:poder )?(?:publicar un )?coment.{0,40}", r"(?:inicia sesión|regístrate|suscríbete) para (?:poder )?comentar\b.{0,40}", r"para comentar,? .{0,40}(?:inici|registr|suscri|accede)\w+.{0,40}",
    r"(?:os )?comentários (?:est[ãa]o (?:encerrados|fechados|desativados)|são de (?:inteira |exclusiva )?responsabilidade|não (?:representam|refletem)|publicados .{0,60}responsab).{0,160}", r"(?:você precisa|é (?:preciso|necessário)|faça) .{0,30}(?:login|logad[oa]|cadastr\w+|assinante).{0,20} para (?:comentar|publicar|deixar|escrever).{0,40}",
    r"i commenti (?:sono (?:chiusi|disabilitati|moderati)|dei lettori .{0,20}(?:riflettono|rappresentano)|non (?:riflettono|rappresentano)).{0,140}", r"(?:devi|occorre|è necessario) (?:essere (?:connesso|registrato|abbonato)|accedere|effettuare (?:l['’]accesso|il login)) per .{0,30}comment.{0,40}", r"per commentare.{0,40}(?:acced|registr|abbon|login)\w*.{0,40}",
    r"comentariile (?:nu (?:reprezintă|reflectă)|sunt (?:închise|moderate|oprite|dezactivate)|aparțin).{0,120}", r"trebuie să (?:fii|fiți|vă) .{0,20}(?:autentifica\w+|loga\w+|înregistra\w+).{0,40}coment.{0,30}",
    # Dutch, the Nordic languages
    r"reageren (?:op dit artikel )?(?:is|kan) (?:niet|helaas niet|gesloten).{0,60}", r"(?:de )?reacties zijn (?:gesloten|uitgeschakeld).{0,40}", r"(?:u|je) moet .{0,30}(?:ingelogd|inloggen|registreren).{0,30}(?:reactie|reageren).{0,40}", r"log in om (?:te reageren|een reactie).{0,40}",
    r"komment(?:ering|arer|arerna|arene|arfältet|arfeltet|arsporet|erandet) (?:är|er) (?:nu )?(?:stäng\w*|stengt|steng|lukket|avstäng\w*|slått av|slået fra).{0,60}", r"(?:du (?:måste|må|skal) (?:vara|være) (?:inloggad|logget in[dn]?|logged ind)|logga in|logg inn|log ind) för? .{0,20}komment.{0,30}", r"kommentointi on (?:suljettu|poistettu|pois).{0,40}", r"kirjaudu sisään .{0,20}komment.{0,30}",
    # Polish, Czech, Slovak, Hungarian
    r"komentarze (?:są|zostały) (?:wyłączone|zamknięte|zablokowane|moderowane|prywatnymi opiniami).{0,140}", r"dodaj (?:pierwszy |swój )?komentarz\W{0,3}", r"(?:musisz (?:być zalogowan\w|się zalogować)|zaloguj się),? (?:aby|żeby|by) .{0,20}koment.{0,40}", r"(?:redakcja|wydawca|portal|serwis) nie (?:ponosi odpowiedzialności|odpowiada) za treść (?:komentarzy|opinii).{0,60}",
    r"diskus[ei]a? (?:k (?:článku|článku) )?(?:je|byla|bola) (?:uzavřena|uzavretá|ukončen[aá]|vypnut[aá]).{0,60}", r"koment[aá]ře? (?:čtenářů |čitateľov )?(?:jsou (?:uzavřen|vypnut|názor)|sú (?:uzavret|vypnut|názor)|(?:ne)?vyjadřují|(?:ne)?vyjadrujú).{0,120}", r"(?:pro|pre) (?:vložení|vstup do|přidání|pridanie|komentování|komentovanie) .{0,30}(?:přihla|prihlá|registr)\w+.{0,40}", r"(?:přihlaste se|prihláste sa),? (?:abyste|aby ste|pro|a) .{0,30}(?:koment|disku).{0,30}",
    r"a (?:hozzászólások|kommentek) (?:nem tükrözik|le vannak|lezár|zárva).{0,80}", r"(?:hozzászóláshoz|kommenteléshez) .{0,30}(?:jelentkez|regisztr|bejelentkez)\w*.{0,40}",
    # Russian, Ukrainian, Bulgarian, Serbian and its neighbours
    r"комментарии (?:закрыты|отключены|отражают|выражают|не отражают|(?:пре|пост)?модерируются|от наших читателей|читателей (?:не )?(?:отражают|могут)|к (?:этой|данной) .{3,20}закрыты).{0,140}", r"чтобы (?:оставить|оставлять|добавить|написать) комментари\w,? .{0,80}", r"только зарегистрированные .{0,40}комментари\w+\W{0,3}", r"(?:войдите|авторизуйтесь|зарегистрируйтесь)\b.{0,30},? чтобы .{0,20}коммент.{0,40}",
    r"коментарі (?:закрит[оі]|вимкнен[оі]|(?:не )?відображають|модеруються).{0,140}", r"(?:щоб|аби) (?:залишити|залишати|додати|написати) коментар\w{0,3},? .{0,80}", r"(?:лише|тільки) зареєстровані .{0,40}комент\w+\W{0,3}",
    r"коментарите (?:са (?:затворени|изключени|забранени)|не отразяват|под статиите изразяват).{0,120}", r"моля,? (?:коментирайте|пишете на кирилица).{0,120}", r"(?:за да|трябва да) .{0,20}(?:коментар|коментира)\w*.{0,30}(?:влез|регистр|вписан)\w*.{0,40}",
    r"(?:svi )?komentar[ij] (?:.{0,30} )?(?:ne odražavaju|nisu stav\w*|su isključeni|so izklopljeni|su zatvoreni|so zaprti|ne predstavljaju|su privatna mišljenja|odražavaju (?:stav|mišljenj)\w+ (?:njihovih )?autora).{0,140}", r"stavovi (?:izneseni|izneti|izrečeni|iznijeti) u komentarima.{0,140}", r"(?:prijavite se|morate biti (?:prijavljeni|registr\w+)|prijavi se) .{0,20}koment.{0,40}", r"(?:коментари .{0,30}(?:не одражавају|нису став\w*|су искључени|су затворени)|ставови изнети у коментарима).{0,140}",
    # The Baltic languages, Greek, Turkish
    r"kommenteerimi\w+ (?:on|eeldab) .{0,20}(?:suletud|sisselogi\w+).{0,30}", r"komentāri (?:ir )?(?:slēgti|atslēgti).{0,30}", r"lai .{0,20}komentē.{0,60}", r"komentuoti gali tik .{0,60}", r"komentarai (?:išjungti|uždaryti|moderuojami).{0,40}",
    r"τα σχόλια (?:είναι κλειστά|έχουν απενεργοποιηθεί|(?:δεν )?εκφράζουν|απηχούν).{0,140}", r"(?:για να|πρέπει να) .{0,40}(?:σχολιάσετε|σχόλιο|συνδεθείτε για να).{0,60}", r"yorumlar (?:kapalı\w*|kapatılmıştır|onaylandıktan).{0,100}", r"yorum (?:yapabilmek|yapmak|yazmak|yazabilmek|ekleyebilmek) için.{0,80}", r"yorum\w* .{0,60}(?:hukuki|cezai) sorumlulu\w+.{0,80}", r"(?:bu habere )?(?:ilk yorumu? (?:sen|siz) (?:yap|yaz)\w*|henüz yorum yapılmamış\w*).{0,40}",
    # Arabic, Persian, Hebrew
    r"(?:ال)?تعليقات (?:مغلقة|معطلة|المنشورة|لا تعبر|تعبر عن).{0,120}", r"الآراء (?:الواردة|المنشورة) في التعليقات.{0,120}", r"(?:يجب|سجل) .{0,30}(?:لإضافة|لكتابة|لنشر|لترك) تعليق.{0,40}", r"لن يتم نشر (?:عنوان )?بريدك.{0,60}", r"(?:نظرات|دیدگاه[\u200c ]?های) (?:حاوی|پس از|ارسال شده|ارسالی|کاربران|دربردارنده|شما پس).{0,140}", r"התגובות (?:סגורות|נסגרו|חסומות).{0,40}", r"יש להתחבר .{0,40}תגובה.{0,20}",
    # Chinese, Japanese, Korean, Vietnamese, Indonesian
    r"(?:网友|讀者|读者|网民|網友)?(?:评论|評論|留言|跟帖)(?:仅|只|僅)(?:代表|供|是).{0,60}", r"(?:请|請)?先?(?:登录|登入|註冊|注册)(?:后|後)?(?:再)?(?:发表|發表|参与|參與)?(?:评论|評論|留言).{0,10}", r"文明上网.{0,30}|理性发言.{0,30}", r"コメントは(?:締め切|受け付け|承認制|停止).{0,40}", r"コメント(?:するには|を(?:書く|投稿する)には).{0,40}", r"댓글은? .{0,40}(?:이용하실|닫혔|운영(?:하지|되지)|제공하지|로그인).{0,40}", r"댓글(?:을|를) (?:작성|남기|쓰)\S{0,6} .{0,30}로그인.{0,20}",
    r"bình luận (?:của bạn )?(?:sẽ|đã|phải) .{0,40}(?:duyệt|đóng).{0,40}", r"(?:vui lòng|hãy|bạn cần) đăng nhập .{0,20}bình luận.{0,20}", r"komentar (?:sepenuhnya|adalah|ini|telah) .{0,30}(?:tanggung ?jawab|ditutup|dimoderasi).{0,60}", r"(?:silakan|anda harus) (?:login|masuk|log in) .{0,40}komentar.{0,20}",
)  # fmt: skip
# Who translated the text, a label and a name.
TRANSLATED = (
    r"(?:übersetzung|traduction|traducción|traducció|tradução|traduzione|vertaling|översättning|oversettelse|oversættelse|käännös|tłumaczenie|tłum\.|přeložila?|překlad|preložila?|preklad|prijevod|prevod|prevedla?|fordítás|fordította|traducere|tõlge|tulkojums|vertė|перевод|перевела?|переклад|переклала?|превод|çeviri|çeviren|μετάφραση|ترجمة|ترجمه|תרגום|翻译|翻譯|翻訳|訳|번역|biên dịch|terjemahan|penerjemah|अनुवाद)\s?[:：]\s?[^.!?。]{2,50}\.?",
    r"(?:.{1,4}語(?:から|より)の?)翻訳\s?[:：・]\s?.{2,24}", r"traduit (?:de l['’]|du )\S{4,14} par [^.!?]{4,50}\.?", r"(?:aus dem|übersetzt aus dem) \S{5,20}(?: übersetzt)?:? von (?-i:[A-ZÀ-Þ])[^.!?,]{4,40}", r"(?:traducción de|traduzione di|tradução de|перевод (?:с \S+ )?|переклад (?:з \S+[:,]? )?)\s?(?-i:[A-ZÀ-ÞА-ЯІЇЄ])[\w'’-]+(?: (?-i:[A-ZÀ-ÞА-ЯІЇЄ])[\w'’-]+){1,2}",
)  # fmt: skip
# Of mistakes, tips, applications and letters; that a machine translated or reads the text.
ASKING = (
    r"(?:našli ste|primijetili ste|uočili ste) .{0,30}grešk\w.{0,60}|našli ste chybu.{0,80}|greška u tekstu.{0,60}", r"(?:hibát talált|elírást talált).{0,80}", r"(?:ai găsit|ați găsit|ai observat) o (?:greșeală|eroare).{0,80}", r"(?:vond|zag|heb) je een (?:fout|tip|taalfout).{0,80}", r"(?:leidsid|märkasid) vea.{0,60}", r"(?:pastebėjote|radote) klaidą.{0,60}", r"(?:gösterdiğiniz|hata) bildir\w*.{0,40}", r"گزارش (?:خطا|اشتباه).{0,20}",
    r"(?:установите|устанавливайте|скачивайте) (?:наше|мобильное) приложение.{0,60}", r"(?:завантажуйте|встановіть|встановлюйте) (?:наш|мобільний) (?:застосунок|додаток).{0,60}", r"(?:打开|下载|打開|下載)(?:本?站)?(?:APP|app|客户端|客戶端).{0,16}", r"앱(?:에서|으로) (?:보기|열기|계속).{0,10}", r"(?:tải|cài đặt) (?:ứng dụng|app) .{0,60}", r"(?:听众|聽眾|读者|讀者)朋友[：:，,].{0,80}",
    r"this (?:is a machine|article was machine|text was machine|text was translated|article was (?:automatically )?translated) ?(?:translat\w+)?.{0,120}", r"(?:dieser|diesen) (?:artikel|text|beitrag) (?:wurde|ist|hat) .{0,40}(?:vertont|vorgelesen|ki[- ]stimme|übersetzt).{0,60}", r"this (?:audio|voice|recording) (?:was|is) .{0,20}generated.{0,100}", r"la (?:fonction de )?synthèse vocale.{0,160}", r"(?:votre navigateur|ihr browser|tu navegador|seu navegador|il tuo browser|ваш браузер|tarayıcınız|przeglądarka|váš prohlížeč) .{0,10}(?:ne (?:prend|supporte)|unterstützt|no (?:soporta|admite|es compatible)|não suporta|non supporta|не поддерживает|не підтримує|desteklemiyor|nie obsługuje|nepodporuje).{0,100}",
    r"support (?:independent|quality|local|our) journalism\W.{0,80}", r"(?:make us|maak ons|choose us|add us) .{0,30}(?:preferred|voorkeursbron|favou?rite).{0,40}", r"(?:als bevorzugte quelle|als favorit) .{0,40}google.{0,30}", r"(?:añádenos|elígenos|agréganos) como .{0,20}(?:preferida|favorita).{0,30}", r"(?:ajoute[rz]?(?:-nous)?) (?:comme|à vos) sources? préférées?.{0,30}", r"google['’]?(?:da|'da) (?:tercih edilen|favori) .{0,40}", r"добавьте нас в (?:избранн\w+|предпочит\w+).{0,40}", r"(?:aggiungi|sceglici|aggiungici) .{0,20}(?:fonte preferita|fonti preferite).{0,30}",
    r"schrijf je in voor .{0,20}nieuwsbrief.{0,60}", r"přihlaste se k odběru.{0,60}", r"(?:prihláste sa na odber|prijavite se na (?:naš )?(?:besplatan )?(?:newsletter|njuzleter)).{0,60}", r"подпишитесь на (?:нашу )?рассылку.{0,60}", r"підпишіться на (?:нашу )?розсилку.{0,60}", r"bültenimize (?:abone|kayıt) ol\w*.{0,40}", r"iratkozz(?:on)? fel .{0,20}hírlevel\w+.{0,40}",
)  # fmt: skip
# Buttons that read the text aloud, and marks of advertisements in further languages.
HEARD = (
    r"(?:diesen |den )?(?:artikel|text|beitrag) (?:an|vor)?(?:hören|lesen lassen)", r"lyt til (?:artiklen|historien)", r"lytt til (?:saken|artikkelen)", r"(?:poslechnout|poslechněte) (?:si )?(?:tento )?článek", r"vypočuť (?:si )?článok", r"(?:makaleyi|haberi|yazıyı) (?:sesli )?dinle(?:yin)?", r"استمع (?:ل|إلى ?)(?:الخبر|المقال|هذا المقال)", r"بشنوید", r"(?:听|聽)(?:新闻|新聞|全文)", r"nghe (?:bài viết|tin|đọc bài)", r"dengarkan (?:artikel|berita)(?: ini)?", r"hallgassa meg.{0,20}", r"ascultă (?:articolul|știrea)", r"kuuntele (?:juttu|artikkeli)", r"(?:чуйте|изслушай|слушай) (?:статията|новината)",
    r"oglas[i]?", r"reklaam", r"reklāma", r"iklan", r"โฆษณา", r"advertorial", r"geschenkartikel", r"artikel verschenken", r"story highlights",
)  # fmt: skip
