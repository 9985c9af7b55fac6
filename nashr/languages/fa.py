"""Persian."""

from nashr.languages.base import (
    Labels,
    Language,
    Quotes,
    license_statements,
    locators,
    words,
)

LANGUAGE = Language(
    tag="fa",
    endonym="فارسی",
    decimal_sign="٫",
    direction="rtl",
    alphabet=words("ا ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن و ه ی"),
    sorted_as={"ء": "ا", "ة": "ه", "ى": "ی", "ي": "ی", "ك": "ک"},
    quotes=Quotes("«", "»", "‹", "›"),
    months=(
        "ژانویه",
        "فوریه",
        "مارس",
        "آوریل",
        "مه",
        "ژوئن",
        "ژوئیه",
        "اوت",
        "سپتامبر",
        "اکتبر",
        "نوامبر",
        "دسامبر",
    ),
    date="{day} {month} {year}",
    list_and="و",
    et_al="و همکاران",
    comma="، ",
    semicolon="؛ ",
    abbreviations=words("نک. رک. ر.ک. ص. صص. ج. ش."),
    introducing=words("نک رک ببینید همچنین نیز در و یا"),
    before_number=words("ص صص ج ش"),
    query=words("پرسش سؤال"),
    labels=Labels(
        abstract="چکیده",
        keywords="کلیدواژه\u200cها",
        figure="شکل {n}",
        figure_lower="شکل {n}",
        figure_caption="شکل {n}.",
        table="جدول {n}",
        table_lower="جدول {n}",
        table_caption="جدول {n}.",
        table_continued="(ادامه)",
        section="بخش {n}",
        section_lower="بخش {n}",
        equation="معادلهٔ {n}",
        equation_lower="معادلهٔ {n}",
        references="منابع",
        notes="یادداشت\u200cها",
        footnote="پانویس",
        contents="فهرست مطالب",
        authors="نویسندگان",
        corresponding_author="نویسندهٔ مسئول",
        affiliation="وابستگی سازمانی",
        email="رایانامه",
        received="تاریخ دریافت",
        revised="تاریخ بازنگری",
        accepted="تاریخ پذیرش",
        published="تاریخ انتشار",
        volume="دوره",
        issue="شماره",
        pages="صفحات",
        funding="حمایت مالی",
        acknowledgements="سپاسگزاری",
        conflict_of_interest="تعارض منافع",
        credit="سهم نویسندگان",
        credit_of_one="سهم نویسنده",
        about_article="دربارهٔ این مقاله",
        cite_this_article="استناد به این مقاله",
        cite_as="نحوۀ استناد",
        back_to_text="بازگشت به متن",
        cited_on="درون قلاب: صفحه‌هایی که به اثر ارجاع داده‌اند؛ (2)، (3): بار دیگر در همان صفحه.",
        cover="جلد",
        landmarks="بخش‌های اصلی",
        start_of_text="آغاز متن",
        title_page="صفحهٔ عنوان",
        download="دریافت",
        copy="رونوشت",
        copied="رونوشت شد",
        skip_to_content="رفتن به محتوا",
        author_query="پرسش از نویسنده",
        proof="نمونهٔ چاپی",
        theme="نمایش",
        light="روشن",
        dark="تیره",
        close="بستن",
        code="کد",
    ),
    article_types={
        "research-article": "مقالهٔ پژوهشی",
        "review-article": "مقالهٔ مروری",
        "brief-report": "گزارش کوتاه",
        "case-report": "گزارش مورد",
        "book-review": "نقد کتاب",
        "article-commentary": "یادداشت بر مقاله",
        "discussion": "بحث",
        "reply": "پاسخ",
        "editorial": "سخن سردبیر",
        "introduction": "پیشگفتار",
        "letter": "نامه به سردبیر",
        "translation": "ترجمه",
        "correction": "اصلاحیه",
        "retraction": "بازپس\u200cگیری مقاله",
        "obituary": "یادبود",
    },
    credit_roles={
        "conceptualization": "مفهوم\u200cپردازی",
        "data-curation": "مدیریت داده\u200cها",
        "formal-analysis": "تحلیل صوری",
        "funding-acquisition": "جذب حمایت مالی",
        "investigation": "انجام پژوهش",
        "methodology": "روش\u200cشناسی",
        "project-administration": "مدیریت پروژه",
        "resources": "تأمین منابع",
        "software": "نرم\u200cافزار",
        "supervision": "نظارت",
        "validation": "اعتبارسنجی",
        "visualization": "مصورسازی",
        "writing-original-draft": "نگارش پیش\u200cنویس اولیه",
        "writing-review-editing": "بازبینی و ویرایش",
    },
    license_statements=license_statements(
        sentence="این مقالهٔ دسترسی آزاد با شرایط مجوز {name} منتشر می‌شود.",
        public_domain=(
            "از همهٔ حقوق این مقاله بر پایهٔ {name} چشم‌پوشی شده و مقاله به مالکیت عمومی درآمده است."
        ),
    ),
    locator_terms=locators(
        """
        appendix: پیوست, پیوست‌ها
        article-locator: ماده, مواد
        book: کتاب, کتاب‌ها
        chapter: فصل, فصل‌ها
        column: ستون, ستون‌ها
        equation: معادله, معادلات
        figure: شکل, شکل‌ها
        folio: برگ, برگ‌ها
        issue: شماره, شماره‌ها, ش.
        line: سطر, سطرها, س.
        note: یادداشت, یادداشت‌ها, پانویس
        page: صفحه, صفحات, ص., صص., ص, صص
        paragraph: بند, بندها, ¶, ¶¶
        part: قسمت, قسمت‌ها
        section: بخش, بخش‌ها, §, §§
        table: جدول, جدول‌ها
        verse: آیه, آیات, بیت, ابیات
        volume: جلد, جلدها, ج.
        """
    ),
)
