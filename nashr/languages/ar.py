"""Arabic."""

from nashr.languages.base import (
    Labels,
    Language,
    Quotes,
    license_statements,
    locators,
    words,
)

LANGUAGE = Language(
    tag="ar",
    endonym="العربية",
    decimal_sign="٫",
    direction="rtl",
    alphabet=words("ا ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه و ي"),
    sorted_as={"ء": "ا", "ة": "ه", "ى": "ي", "ک": "ك", "ی": "ي"},
    quotes=Quotes("«", "»", "“", "”"),
    months=(
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "مايو",
        "يونيو",
        "يوليو",
        "أغسطس",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    ),
    date="{day} {month} {year}",
    list_and="و",
    et_al="وآخرون",
    comma="، ",
    semicolon="؛ ",
    abbreviations=words("انظر. راجع. ص. ج. ط. م."),
    introducing=words("انظر وانظر راجع قارن أيضا أيضًا في و أو"),
    before_number=words("ص ج ط"),
    query=words("سؤال استفسار"),
    labels=Labels(
        abstract="الملخص",
        keywords="الكلمات المفتاحية",
        figure="الشكل {n}",
        figure_lower="الشكل {n}",
        figure_caption="الشكل {n}.",
        table="الجدول {n}",
        table_lower="الجدول {n}",
        table_caption="الجدول {n}.",
        table_continued="(تابع)",
        section="القسم {n}",
        section_lower="القسم {n}",
        equation="المعادلة {n}",
        equation_lower="المعادلة {n}",
        references="المراجع",
        notes="الهوامش",
        footnote="حاشية",
        contents="المحتويات",
        authors="المؤلفون",
        corresponding_author="المؤلف المسؤول عن المراسلة",
        affiliation="جهة الانتساب",
        email="البريد الإلكتروني",
        received="تاريخ الاستلام",
        revised="تاريخ المراجعة",
        accepted="تاريخ القبول",
        published="تاريخ النشر",
        volume="المجلد",
        issue="العدد",
        pages="الصفحات",
        funding="التمويل",
        acknowledgements="شكر وتقدير",
        conflict_of_interest="تضارب المصالح",
        credit="مساهمات المؤلفين",
        credit_of_one="مساهمة المؤلف",
        about_article="عن هذه المقالة",
        cite_this_article="الاستشهاد بهذا المقال",
        cite_as="للاقتباس",
        back_to_text="العودة إلى النص",
        cited_on=(
            "بين المعقوفين: الصفحات التي يُستشهد فيها بالعمل؛ (2)، (3): مرة أخرى في الصفحة نفسها."
        ),
        cover="الغلاف",
        landmarks="معالم الكتاب",
        start_of_text="بداية النص",
        title_page="صفحة العنوان",
        download="تنزيل",
        copy="نسخ",
        copied="تم النسخ",
        skip_to_content="الانتقال إلى المحتوى",
        author_query="سؤال إلى المؤلف",
        proof="بروفة طباعية",
        theme="المظهر",
        light="فاتح",
        dark="داكن",
        close="إغلاق",
        code="الشيفرة",
    ),
    article_types={
        "research-article": "مقال بحثي",
        "review-article": "مقال مراجعة",
        "brief-report": "تقرير موجز",
        "case-report": "تقرير حالة",
        "book-review": "مراجعة كتاب",
        "article-commentary": "تعليق",
        "discussion": "مناقشة",
        "reply": "رد",
        "editorial": "افتتاحية",
        "introduction": "مقدمة",
        "letter": "رسالة إلى المحرر",
        "translation": "ترجمة",
        "correction": "تصحيح",
        "retraction": "سحب مقال",
        "obituary": "نعي",
    },
    credit_roles={
        "conceptualization": "وضع المفاهيم",
        "data-curation": "تنظيم البيانات",
        "formal-analysis": "التحليل الشكلي",
        "funding-acquisition": "الحصول على التمويل",
        "investigation": "إجراء البحث",
        "methodology": "المنهجية",
        "project-administration": "إدارة المشروع",
        "resources": "توفير الموارد",
        "software": "البرمجيات",
        "supervision": "الإشراف",
        "validation": "التحقق من الصحة",
        "visualization": "العرض المرئي",
        "writing-original-draft": "كتابة المسودة الأصلية",
        "writing-review-editing": "المراجعة والتحرير",
    },
    license_statements=license_statements(
        sentence="هذا مقال مفتوح الوصول، يوزع بموجب شروط ترخيص {name}.",
        public_domain="تم التنازل عن جميع الحقوق في هذا المقال بموجب {name}، وأصبح ملكًا عامًا.",
    ),
    locator_terms=locators(
        """
        appendix: ملحق, ملاحق
        article-locator: مادة, مواد
        book: كتاب, كتب
        chapter: فصل, فصول
        column: عمود, أعمدة
        equation: معادلة, معادلات
        figure: شكل, أشكال
        folio: ورقة, أوراق, و.
        issue: عدد, أعداد, ع.
        line: سطر, أسطر, س.
        note: هامش, هوامش, حاشية
        page: صفحة, صفحات, ص., ص, ص ص
        paragraph: فقرة, فقرات, ف., ¶, ¶¶
        part: جزء, أجزاء, ج.
        section: قسم, أقسام, §, §§
        table: جدول, جداول
        verse: آية, آيات, بيت, أبيات
        volume: مجلد, مجلدات, مج.
        """
    ),
)
