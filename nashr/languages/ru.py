"""Russian."""

from nashr.languages.base import (
    Labels,
    Language,
    Quotes,
    callouts,
    license_statements,
    locators,
    words,
)

LANGUAGE = Language(
    tag="ru",
    endonym="Русский",
    decimal_sign=",",
    alphabet=words("а б в г д е ё ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я"),
    sorted_as={"ё": "е"},
    quotes=Quotes("«", "»", "„", "“"),
    months=(
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ),
    date="{day} {month} {year} г.",
    percent="{n}\u00a0%",
    seasons=("весна", "лето", "осень", "зима"),
    list_and="и",
    theorems=(
        "Теорема",
        "Лемма",
        "Следствие",
        "Предложение",
        "Гипотеза",
        "Определение",
        "Пример",
        "Упражнение",
        "Замечание",
    ),
    et_al="и др.",
    abbreviations=words("см. ср. напр. т.е. рис. табл. с. стр. и."),
    theses=("Диссертация", "Магистерская диссертация"),
    reports=("Технический отчёт", "Отчёт об исследовании"),
    states={
        "submitted": "на рассмотрении",
        "accepted": "принято к печати",
        "in preparation": "в подготовке",
    },
    introducing=words("также и в"),
    before_number=words("с стр т"),
    query=words("вопрос"),
    reference_words=locators(
        """
        table: табл., таблица, таблицы, таблице, таблицу, таблицей
        equation: ур., уравнение, уравнения, уравнении, формуле, формулу
        """
    ),
    marks_before_stop=True,
    labels=Labels(
        abstract="Аннотация",
        keywords="Ключевые слова",
        figure="Рис. {n}",
        figure_lower="рис. {n}",
        figure_caption="Рис. {n}.",
        table="Табл. {n}",
        table_lower="табл. {n}",
        table_caption="Таблица {n}.",
        table_continued="(продолжение)",
        section="Раздел {n}",
        section_lower="раздел {n}",
        equation="Формула {n}",
        equation_lower="формула {n}",
        references="Список литературы",
        references_latin="Список литературы в латинице",
        notes="Примечания",
        footnote="Сноска",
        contents="Содержание",
        authors="Авторы",
        corresponding_author="Автор, ответственный за переписку",
        affiliation="Место работы",
        email="Эл. почта",
        received="Поступила в редакцию",
        revised="Поступила после рецензирования",
        accepted="Принята к публикации",
        published="Опубликована",
        volume="Том",
        issue="№",
        page="Страница",
        pages="Страницы",
        funding="Финансирование",
        acknowledgements="Благодарности",
        conflict_of_interest="Конфликт интересов",
        sent="Направлена на рецензирование",
        reviewed="Одобрена после рецензирования",
        resubmitted="Поступила повторно",
        ethics="Этическое заявление",
        ethics_committee="Этический комитет",
        decision_date="Дата решения",
        decision_number="Номер решения",
        consent="Информированное согласие",
        data_availability="Доступность данных",
        ai_use="Использование искусственного интеллекта",
        peer_review="Рецензирование",
        plagiarism_check="Проверка на заимствования",
        derived_from="Основа статьи",
        extended_abstract="Резюме",
        editor_in_charge="Ответственный редактор",
        reviewer="Рецензент",
        reviewers="Рецензенты",
        special_issue="Специальный выпуск",
        article_number="Статья №",
        field="Область науки",
        udc="УДК",
        bbk="ББК",
        credit="Вклад авторов",
        credit_of_one="Вклад автора",
        about_article="О статье",
        cite_this_article="Для цитирования",
        cite_as="Для цитирования",
        back_to_text="Вернуться к тексту",
        cited_on="В скобках: страницы, где цитируется работа.",
        cited_again=(
            "В скобках: страницы, где цитируется работа; (2), (3): повторно на той же странице."
        ),
        cover="Обложка",
        landmarks="Основные разделы",
        start_of_text="Начало текста",
        title_page="Титульная страница",
        download="Скачать",
        copy="Скопировать",
        copied="Скопировано",
        skip_to_content="Перейти к содержанию",
        cited_page="Цитируется на странице {page}",
        of_several="{n} из {total}",
        done="выполнено",
        to_do="не выполнено",
        description="Описание",
        not_described="без описания",
        author_query="Вопрос автору",
        check_romanization="Транслитерация выполнена автоматически: проверьте её.",
        proof="Корректура",
        editors="Редакторы",
        publisher="Издатель",
        editorial_office="Адрес редакции",
        colophon="Выходные данные",
        author_index="Указатель авторов",
        theme="Оформление",
        light="Светлое",
        dark="Тёмное",
        close="Закрыть",
        code="Код",
        access_text=(
            "Размер и вид текста можно менять, его структура задана заголовками. "
            "Ссылки и примечания связаны переходами в обе стороны."
        ),
        access_images="У изображений есть текстовые описания.",
        access_math="Формулы даны в MathML и сопровождаются исходным текстом TeX.",
    ),
    callouts=callouts("Примечание, Совет, Важно, Предупреждение, Внимание"),
    article_types={
        "research-article": "Научная статья",
        "review-article": "Обзорная статья",
        "brief-report": "Краткое сообщение",
        "case-report": "Клинический случай",
        "book-review": "Рецензия на книгу",
        "article-commentary": "Комментарий к статье",
        "discussion": "Дискуссия",
        "reply": "Ответ",
        "editorial": "От редакции",
        "introduction": "Вступительная статья",
        "letter": "Письмо в редакцию",
        "translation": "Перевод",
        "correction": "Исправление",
        "retraction": "Ретракция статьи",
        "obituary": "Некролог",
    },
    peer_reviews={
        "open": "Открытое",
        "single-blind": "Одностороннее слепое",
        "double-blind": "Двустороннее слепое",
    },
    credit_roles={
        "conceptualization": "Концептуализация",
        "data-curation": "Курирование данных",
        "formal-analysis": "Формальный анализ",
        "funding-acquisition": "Привлечение финансирования",
        "investigation": "Проведение исследования",
        "methodology": "Методология",
        "project-administration": "Администрирование проекта",
        "resources": "Предоставление ресурсов",
        "software": "Программное обеспечение",
        "supervision": "Научное руководство",
        "validation": "Валидация результатов",
        "visualization": "Визуализация",
        "writing-original-draft": "Написание исходного текста",
        "writing-review-editing": "Рецензирование и редактирование текста",
    },
    license_statements=license_statements(
        sentence="Статья открытого доступа распространяется на условиях лицензии {name}.",
        public_domain=(
            "Все права на эту статью переданы в общественное достояние на условиях {name}."
        ),
    ),
    locator_terms=locators(
        """
        act: акт, акты, действие, действия
        appendix: приложение, приложения, прил.
        article-locator: статья, статьи, ст.
        book: книга, книги, кн.
        canon: канон, каноны
        chapter: глава, главы, гл.
        column: столбец, столбцы, стб., колонка, колонки
        elocation: позиция, позиции, поз.
        equation: уравнение, уравнения, формула, формулы, ф-ла
        figure: рисунок, рисунки, рис., иллюстрация, ил.
        folio: лист, листы, л., лл.
        issue: номер, номера, №, №№, выпуск, выпуски, вып.
        line: строка, строки, стк., стих, стихи
        note: примечание, примечания, примеч., прим., сноска, сноски
        opus: опус, опусы, оп., соч.
        page: страница, страницы, с., стр., сс.
        paragraph: абзац, абзацы, абз., ¶, ¶¶
        part: часть, части, ч.
        rule: правило, правила
        scene: сцена, сцены, явление, явл.
        section: раздел, разделы, разд., параграф, параграфы, §, §§
        sub-verbo: s.v., под словом
        supplement: доп., дополнение, дополнения
        table: таблица, таблицы, табл.
        timestamp: время, мин.
        title-locator: заглавие, заголовок
        verse: аят, аяты, бейт, бейты
        volume: том, тома, т., тт.
        """
    ),
)
