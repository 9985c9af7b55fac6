"""Ukrainian."""

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
    tag="uk",
    endonym="Українська",
    decimal_sign=",",
    alphabet=words("а б в г ґ д е є ж з и і ї й к л м н о п р с т у ф х ц ч ш щ ь ю я"),
    quotes=Quotes("«", "»", "„", "“"),
    months=(
        "січня",
        "лютого",
        "березня",
        "квітня",
        "травня",
        "червня",
        "липня",
        "серпня",
        "вересня",
        "жовтня",
        "листопада",
        "грудня",
    ),
    date="{day} {month} {year} р.",
    percent="{n}\u00a0%",
    seasons=("весна", "літо", "осінь", "зима"),
    list_and="та",
    et_al="та ін.",
    abbreviations=words("див. пор. напр. рис. табл. с. стор. т."),
    theses=("Дисертація", "Магістерська робота"),
    reports=("Технічний звіт", "Звіт про дослідження"),
    states={
        "submitted": "на розгляді",
        "accepted": "прийнято до друку",
        "in preparation": "готується",
    },
    introducing=words("див. дивіться також та і або"),
    before_number=words("с т"),
    query=words("питання запитання"),
    reference_words=locators(
        """
        table: табл., таблиця, таблиці, таблицю
        """
    ),
    marks_before_stop=True,
    labels=Labels(
        abstract="Анотація",
        keywords="Ключові слова",
        figure="Рис. {n}",
        figure_lower="рис. {n}",
        figure_caption="Рис. {n}.",
        table="Табл. {n}",
        table_lower="табл. {n}",
        table_caption="Таблиця {n}.",
        table_continued="(продовження)",
        section="Розділ {n}",
        section_lower="розділ {n}",
        equation="Формула {n}",
        equation_lower="формула {n}",
        references="Список літератури",
        references_latin="Список літератури латиницею",
        notes="Примітки",
        footnote="Виноска",
        contents="Зміст",
        authors="Автори",
        corresponding_author="Автор для листування",
        affiliation="Місце роботи",
        email="Ел. пошта",
        received="Надійшла до редакції",
        revised="Доопрацьована",
        accepted="Прийнята до друку",
        published="Опублікована",
        volume="Том",
        issue="Випуск",
        page="Сторінка",
        pages="Сторінки",
        funding="Фінансування",
        acknowledgements="Подяки",
        conflict_of_interest="Конфлікт інтересів",
        sent="Надіслана на рецензування",
        reviewed="Схвалена після рецензування",
        resubmitted="Надійшла повторно",
        ethics="Етична заява",
        ethics_committee="Етичний комітет",
        decision_date="Дата рішення",
        decision_number="Номер рішення",
        consent="Інформована згода",
        data_availability="Доступність даних",
        ai_use="Використання штучного інтелекту",
        peer_review="Рецензування",
        plagiarism_check="Перевірка на запозичення",
        derived_from="Основа статті",
        extended_abstract="Розширена анотація",
        editor_in_charge="Відповідальний редактор",
        reviewer="Рецензент",
        reviewers="Рецензенти",
        special_issue="Спеціальний випуск",
        article_number="Стаття №",
        field="Галузь науки",
        udc="УДК",
        bbk="ББК",
        credit="Внесок авторів",
        credit_of_one="Внесок автора",
        about_article="Про статтю",
        cite_this_article="Для цитування",
        cite_as="Для цитування",
        back_to_text="Повернутися до тексту",
        cited_on="У дужках: сторінки, де цитується праця.",
        cited_again=(
            "У дужках: сторінки, де цитується праця; (2), (3): повторно на тій самій сторінці."
        ),
        cover="Обкладинка",
        landmarks="Основні розділи",
        start_of_text="Початок тексту",
        title_page="Титульна сторінка",
        download="Завантажити",
        copy="Копіювати",
        copied="Скопійовано",
        skip_to_content="Перейти до змісту",
        cited_page="Цитується на сторінці {page}",
        of_several="{n} з {total}",
        done="виконано",
        to_do="не виконано",
        description="Опис",
        not_described="без опису",
        author_query="Запитання авторові",
        check_romanization="Транслітерацію виконано автоматично: перевірте її.",
        proof="Коректура",
        editors="Редактори",
        publisher="Видавець",
        editorial_office="Адреса редакції",
        colophon="Вихідні дані",
        author_index="Покажчик авторів",
        theme="Оформлення",
        light="Світле",
        dark="Темне",
        close="Закрити",
        code="Код",
        access_text=(
            "Розмір і вигляд тексту можна змінювати, його структуру задано заголовками. "
            "Посилання та примітки пов’язано переходами в обидва боки."
        ),
        access_images="Зображення мають текстові описи.",
        access_math="Формули подано в MathML разом із вихідним текстом TeX.",
    ),
    callouts=callouts("Примітка, Порада, Важливо, Попередження, Увага"),
    article_types={
        "research-article": "Дослідницька стаття",
        "review-article": "Оглядова стаття",
        "brief-report": "Коротке повідомлення",
        "case-report": "Клінічний випадок",
        "book-review": "Рецензія на книгу",
        "article-commentary": "Коментар до статті",
        "discussion": "Дискусія",
        "reply": "Відповідь",
        "editorial": "Від редакції",
        "introduction": "Вступна стаття",
        "letter": "Лист до редакції",
        "translation": "Переклад",
        "correction": "Виправлення",
        "retraction": "Відкликання статті",
        "obituary": "Некролог",
    },
    peer_reviews={
        "open": "Відкрите",
        "single-blind": "Одностороннє сліпе",
        "double-blind": "Двостороннє сліпе",
    },
    credit_roles={
        "conceptualization": "Концептуалізація",
        "data-curation": "Курування даних",
        "formal-analysis": "Формальний аналіз",
        "funding-acquisition": "Залучення фінансування",
        "investigation": "Проведення дослідження",
        "methodology": "Методологія",
        "project-administration": "Адміністрування проєкту",
        "resources": "Надання ресурсів",
        "software": "Програмне забезпечення",
        "supervision": "Наукове керівництво",
        "validation": "Валідація результатів",
        "visualization": "Візуалізація",
        "writing-original-draft": "Написання початкового тексту",
        "writing-review-editing": "Рецензування та редагування тексту",
    },
    license_statements=license_statements(
        sentence="Стаття відкритого доступу поширюється на умовах ліцензії {name}.",
        public_domain="Усі права на цю статтю передано в суспільне надбання на умовах {name}.",
    ),
    locator_terms=locators(
        """
        appendix: додаток, додатки, дод.
        article-locator: стаття, статті, ст.
        book: книга, книги, кн.
        chapter: глава, глави, гл.
        column: стовпець, стовпці, стб.
        equation: рівняння, формула, формули
        figure: рисунок, рисунки, рис.
        folio: аркуш, аркуші, арк.
        issue: номер, номери, №, випуск, випуски, вип.
        line: рядок, рядки, ряд.
        note: примітка, примітки, прим., виноска, виноски
        page: сторінка, сторінки, с., стор.
        paragraph: абзац, абзаци, абз., ¶, ¶¶
        part: частина, частини, ч.
        section: розділ, розділи, розд., параграф, §, §§
        table: таблиця, таблиці, табл.
        verse: вірш, вірші, аят, аяти
        volume: том, томи, т., тт.
        """
    ),
)
