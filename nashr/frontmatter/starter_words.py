"""The words of a new journal and a new manuscript, in the languages that nashr knows.

They are placeholders, which the editor and the authors replace.
"""

from __future__ import annotations

from nashr.records import dataclass


@dataclass(frozen=True, slots=True)
class Remarks:
    """What the remarks in a new manuscript explain, and those in a new ``journal.yaml``."""

    keys: str
    quotes: str
    translations: str
    samples: str
    citing: str
    figures: str
    journal: str
    entry: str


ENGLISH = Remarks(
    "What stands before the text: a key, a colon, a value. A line that begins with # is a remark.",
    "Put a value in quotation marks when it has a colon in it or begins with a special character.",
    "Title, abstract and keywords in other languages:",
    "Take a name out of this list once its value is the real one.",
    "A work of the bibliography is cited by its key:",
    "A figure stands beside this file; the text in brackets is its caption:",
    "The journal: what all its articles share.",
    "A sample: put the journal's own works here, or name other files in journal.yaml.",
)


@dataclass(frozen=True, slots=True)
class StarterWords:
    """What stands in a new manuscript in one language."""

    journal: str
    publisher: str
    place: str
    title: str
    abstract: str
    keywords: tuple[str, str]
    given: str
    family: str
    institution: str
    introduction: str
    text: str
    note: str
    figure: str
    conclusion: str
    closing: str
    remarks: Remarks = ENGLISH


#: By primary subtags.
WORDS = {
    "az": StarterWords(
        "Jurnalın adı",
        "Nəşriyyatın adı",
        "Şəhər",
        "İlk məqalə",
        "Xülasə burada yazılır. Sətirlər içəri çəkilir; *vurğu* ulduzlarla göstərilir.",
        ("birinci açar söz", "ikinci açar söz"),
        "Ad",
        "Soyad",
        "Müəllifin qurumu",
        "Giriş",
        "Mətni burada yazın; boş sətir yeni abzas açır.",
        "Bu, qeyddir.",
        "Şəklin adı",
        "Nəticə",
        "Nəticəni burada yazın.",
        Remarks(
            "Mətndən əvvəl: açar, iki nöqtə, dəyər. # ilə başlayan sətir qeyddir.",
            "İçində iki nöqtə olan və ya xüsusi işarə ilə başlayan dəyəri dırnaq içinə alın.",
            "Başqa dillərdə başlıq, xülasə və açar sözlər:",
            "Dəyəri həqiqisi ilə əvəz edəndə adını bu siyahıdan çıxarın.",
            "Ədəbiyyat siyahısındakı əsərə açarı ilə istinad edilir:",
            "Şəkil bu faylın yanında saxlanır; mötərizədəki mətn onun adıdır:",
            "Jurnal: bütün məqalələrdə eyni olan məlumat.",
            "Nümunə: jurnalın əsərlərini bura yazın və ya journal.yaml-da başqa faylları göstərin.",
        ),
    ),
    "tr": StarterWords(
        "Derginin adı",
        "Yayınevinin adı",
        "Şehir",
        "İlk makale",
        "Öz buraya yazılır. Satırlar içeriden başlar; *vurgu* yıldızlarla gösterilir.",
        ("birinci anahtar kelime", "ikinci anahtar kelime"),
        "Ad",
        "Soyad",
        "Yazarın kurumu",
        "Giriş",
        "Metni buraya yazın; boş bir satır yeni paragraf açar.",
        "Bu bir dipnottur.",
        "Şeklin adı",
        "Sonuç",
        "Sonucu buraya yazın.",
        Remarks(
            "Metinden önce: anahtar, iki nokta, değer. # ile başlayan satır açıklamadır.",
            "İçinde iki nokta olan veya özel bir işaretle başlayan değeri tırnak içine alın.",
            "Başka dillerde başlık, öz ve anahtar kelimeler:",
            "Değer gerçeğiyle değiştirildiğinde adını bu listeden çıkarın.",
            "Kaynakçadaki bir esere anahtarıyla atıf yapılır:",
            "Şekil bu dosyanın yanında durur; köşeli ayraçtaki metin onun adıdır:",
            "Dergi: bütün makalelerde ortak olan bilgiler.",
            "Örnek: eserleri buraya yazın veya journal.yaml içinde başka dosyaları anın.",
        ),
    ),
    "en": StarterWords(
        "Title of the journal",
        "Name of the publisher",
        "City",
        "First article",
        "The abstract. Its lines are indented; *emphasis* is written with asterisks.",
        ("first keyword", "second keyword"),
        "Given",
        "Family",
        "The author's institution",
        "Introduction",
        "Write the text here; an empty line begins a new paragraph.",
        "This is a footnote.",
        "What the figure shows",
        "Conclusion",
        "Write the conclusion here.",
    ),
    "de": StarterWords(
        "Titel der Zeitschrift",
        "Name des Verlags",
        "Ort",
        "Erster Aufsatz",
        "Die Zusammenfassung. Ihre Zeilen sind eingerückt; *Betonung* steht zwischen Sternchen.",
        ("erstes Schlagwort", "zweites Schlagwort"),
        "Vorname",
        "Nachname",
        "Institution der Autorin oder des Autors",
        "Einleitung",
        "Hier steht der Text; eine leere Zeile beginnt einen neuen Absatz.",
        "Das ist eine Fußnote.",
        "Was die Abbildung zeigt",
        "Schluss",
        "Hier steht der Schluss.",
        Remarks(
            "Vor dem Text: Schlüssel, Doppelpunkt, Wert. Zeilen mit # am Anfang sind Anmerkungen.",
            "Ein Wert mit Doppelpunkt oder Sonderzeichen am Anfang steht in Anführungszeichen.",
            "Titel, Zusammenfassung und Schlagwörter in anderen Sprachen:",
            "Ist ein Wert der richtige, so wird sein Name aus dieser Liste gestrichen.",
            "Ein Werk wird mit seinem Schlüssel zitiert:",
            "Eine Abbildung liegt neben dieser Datei; der Text in Klammern ist ihre Unterschrift:",
            "Die Zeitschrift: was alle Aufsätze gemeinsam haben.",
            "Ein Muster: Hier stehen die Werke, oder in anderen Dateien, die journal.yaml nennt.",
        ),
    ),
    "fr": StarterWords(
        "Titre de la revue",
        "Nom de l’éditeur",
        "Ville",
        "Premier article",
        "Le résumé. Ses lignes sont en retrait ; l’*emphase* se met entre astérisques.",
        ("premier mot-clé", "deuxième mot-clé"),
        "Prénom",
        "Nom",
        "Établissement de l’auteur",
        "Introduction",
        "Écrivez le texte ici ; une ligne vide commence un nouveau paragraphe.",
        "Ceci est une note.",
        "Ce que montre la figure",
        "Conclusion",
        "Écrivez la conclusion ici.",
    ),
    "sv": StarterWords(
        "Tidskriftens titel",
        "Förlagets namn",
        "Ort",
        "Första artikeln",
        "Sammanfattningen. Raderna dras in; *betoning* skrivs mellan asterisker.",
        ("första nyckelordet", "andra nyckelordet"),
        "Förnamn",
        "Efternamn",
        "Författarens institution",
        "Inledning",
        "Skriv texten här; en tom rad börjar ett nytt stycke.",
        "Detta är en fotnot.",
        "Vad figuren visar",
        "Slutsats",
        "Skriv slutsatsen här.",
    ),
    "ru": StarterWords(
        "Название журнала",
        "Название издательства",
        "Город",
        "Первая статья",
        "Аннотация. Её строки пишутся с отступом; *выделение* обозначается звёздочками.",
        ("первое ключевое слово", "второе ключевое слово"),
        "Имя",
        "Фамилия",
        "Учреждение автора",
        "Введение",
        "Пишите текст здесь; пустая строка начинает новый абзац.",
        "Это сноска.",
        "Что показано на рисунке",
        "Заключение",
        "Пишите заключение здесь.",
        Remarks(
            "Перед текстом: ключ, двоеточие, значение. Строка, начинающаяся с #, — примечание.",
            "Значение с двоеточием внутри или с особым знаком в начале пишется в кавычках.",
            "Название, аннотация и ключевые слова на других языках:",
            "Когда значение заменено настоящим, уберите его имя из этого списка.",
            "На работу из списка литературы ссылаются по её ключу:",
            "Рисунок лежит рядом с этим файлом; текст в скобках — подпись к нему:",
            "Журнал: то, что общее у всех статей.",
            "Образец: внесите сюда работы журнала или назовите другие файлы в journal.yaml.",
        ),
    ),
    "uk": StarterWords(
        "Назва журналу",
        "Назва видавництва",
        "Місто",
        "Перша стаття",
        "Анотація. Її рядки пишуться з відступом; *виділення* позначається зірочками.",
        ("перше ключове слово", "друге ключове слово"),
        "Ім’я",
        "Прізвище",
        "Установа автора",
        "Вступ",
        "Пишіть текст тут; порожній рядок починає новий абзац.",
        "Це виноска.",
        "Що показано на рисунку",
        "Висновок",
        "Пишіть висновок тут.",
    ),
    "kk": StarterWords(
        "Журналдың атауы",
        "Баспаның атауы",
        "Қала",
        "Бірінші мақала",
        "Аңдатпа осында жазылады. Жолдары шегініспен жазылады; *екпін* жұлдызшамен беріледі.",
        ("бірінші түйін сөз", "екінші түйін сөз"),
        "Аты",
        "Тегі",
        "Автордың мекемесі",
        "Кіріспе",
        "Мәтінді осында жазыңыз; бос жол жаңа абзацты бастайды.",
        "Бұл — ескерту.",
        "Суреттің атауы",
        "Қорытынды",
        "Қорытындыны осында жазыңыз.",
    ),
    "ky": StarterWords(
        "Журналдын аталышы",
        "Басманын аталышы",
        "Шаар",
        "Биринчи макала",
        "Аннотация ушул жерге жазылат. Саптары ичкери жазылат; *басым* жылдызча менен берилет.",
        ("биринчи негизги сөз", "экинчи негизги сөз"),
        "Аты",
        "Фамилиясы",
        "Автордун мекемеси",
        "Киришүү",
        "Текстти ушул жерге жазыңыз; бош сап жаңы абзацты баштайт.",
        "Бул — шилтеме.",
        "Сүрөттүн аталышы",
        "Корутунду",
        "Корутундуну ушул жерге жазыңыз.",
    ),
    "uz": StarterWords(
        "Jurnal nomi",
        "Nashriyot nomi",
        "Shahar",
        "Birinchi maqola",
        "Annotatsiya shu yerga yoziladi. Satrlari ichkaridan boshlanadi; *urgʻu* yulduzcha bilan.",
        ("birinchi kalit soʻz", "ikkinchi kalit soʻz"),
        "Ism",
        "Familiya",
        "Muallifning muassasasi",
        "Kirish",
        "Matnni shu yerga yozing; boʻsh satr yangi xatboshini boshlaydi.",
        "Bu izoh.",
        "Rasm nomi",
        "Xulosa",
        "Xulosani shu yerga yozing.",
    ),
    "tk": StarterWords(
        "Žurnalyň ady",
        "Neşirýatyň ady",
        "Şäher",
        "Birinji makala",
        "Gysgaça mazmun şu ýere ýazylýar. Setirleri içinden başlanýar; *nygtama* ýyldyzjyk bilen.",
        ("birinji açar söz", "ikinji açar söz"),
        "Ady",
        "Familiýasy",
        "Awtoryň edarasy",
        "Giriş",
        "Teksti şu ýere ýazyň; boş setir täze abzasy başlaýar.",
        "Bu bir bellik.",
        "Suratyň ady",
        "Netije",
        "Netijäni şu ýere ýazyň.",
    ),
    "crh": StarterWords(
        "Mecmuanıñ adı",
        "Neşriyatnıñ adı",
        "Şeer",
        "Birinci maqale",
        "Hulâsa mında yazıla. Satırları içeriden başlay; *urğu* yıldızçıqnen kösterile.",
        ("birinci anahtar söz", "ekinci anahtar söz"),
        "Ad",
        "Soyad",
        "Müellifniñ müessisesi",
        "Kiriş",
        "Metinni mında yazıñız; boş satır yañı abzatsnı başlay.",
        "Bu bir qayd.",
        "Resimniñ adı",
        "Netice",
        "Neticeni mında yazıñız.",
    ),
    "ka": StarterWords(
        "ჟურნალის სახელწოდება",
        "გამომცემლობის სახელი",
        "ქალაქი",
        "პირველი სტატია",
        "აქ იწერება აბსტრაქტი. სტრიქონები შეწეულია; *მახვილი* ვარსკვლავებით აღინიშნება.",
        ("პირველი საკვანძო სიტყვა", "მეორე საკვანძო სიტყვა"),
        "სახელი",
        "გვარი",
        "ავტორის დაწესებულება",
        "შესავალი",
        "ტექსტი აქ დაწერეთ; ცარიელი სტრიქონი ახალ აბზაცს იწყებს.",
        "ეს შენიშვნაა.",
        "რას აჩვენებს სურათი",
        "დასკვნა",
        "დასკვნა აქ დაწერეთ.",
    ),
    "hy": StarterWords(
        "Ամսագրի անունը",
        "Հրատարակչության անունը",
        "Քաղաք",
        "Առաջին հոդված",
        "Ամփոփումը գրեք այստեղ։ Տողերը գրվում են նահանջով, *շեշտը* նշվում է աստղանիշով։",
        ("առաջին բանալի բառ", "երկրորդ բանալի բառ"),
        "Անուն",
        "Ազգանուն",
        "Հեղինակի հաստատությունը",
        "Ներածություն",
        "Տեքստը գրեք այստեղ. դատարկ տողը սկսում է նոր պարբերություն։",
        "Սա ծանոթագրություն է։",
        "Ինչ է ցույց տալիս նկարը",
        "Եզրակացություն",
        "Եզրակացությունը գրեք այստեղ։",
    ),
    "ar": StarterWords(
        "عنوان المجلة",
        "اسم الناشر",
        "المدينة",
        "المقال الأول",
        "يُكتب الملخص هنا. تبدأ أسطره بمسافة، ويُكتب *التشديد* بين نجمتين.",
        ("الكلمة المفتاحية الأولى", "الكلمة المفتاحية الثانية"),
        "الاسم",
        "اللقب",
        "مؤسسة المؤلف",
        "مقدمة",
        "اكتب النص هنا؛ والسطر الفارغ يبدأ فقرة جديدة.",
        "هذه حاشية.",
        "ما يُظهره الشكل",
        "خاتمة",
        "اكتب الخاتمة هنا.",
    ),
    "fa": StarterWords(
        "عنوان مجله",
        "نام ناشر",
        "شهر",
        "نخستین مقاله",
        "چکیده اینجا نوشته می‌شود. سطرها با فاصله آغاز می‌شوند و *تأکید* میان دو ستاره می‌آید.",
        ("کلیدواژهٔ نخست", "کلیدواژهٔ دوم"),
        "نام",
        "نام خانوادگی",
        "مؤسسهٔ نویسنده",
        "مقدمه",
        "متن را اینجا بنویسید؛ سطر خالی بند تازه‌ای را آغاز می‌کند.",
        "این یک پانوشت است.",
        "آنچه شکل نشان می‌دهد",
        "نتیجه‌گیری",
        "نتیجه را اینجا بنویسید.",
    ),
}


def starter_words(tag: str) -> StarterWords:
    """The words in the language of a tag; in English where there are none."""
    return WORDS.get(tag.split("-")[0].lower(), WORDS["en"])
