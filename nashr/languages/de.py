"""German."""

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
    tag="de",
    endonym="Deutsch",
    decimal_sign=",",
    alphabet=words("a b c d e f g h i j k l m n o p q r s t u v w x y z"),
    quotes=Quotes("„", "“", "‚", "‘"),
    months=(
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ),
    date="{day}. {month} {year}",
    percent="{n}\u00a0%",
    seasons=("frühling frühjahr", "sommer", "herbst", "winter"),
    list_and="und",
    theorems=(
        "Satz",
        "Lemma",
        "Korollar",
        "Proposition",
        "Vermutung",
        "Definition",
        "Beispiel",
        "Aufgabe",
        "Bemerkung",
    ),
    proof="Beweis",
    pictures=words("karte grafik diagramm schema foto tafel"),
    et_al="u.\u00a0a.",
    abbreviations=words("vgl. bzw. z.b. d.h. s. abb. tab. bd. nr."),
    theses=("Dissertation", "Masterarbeit"),
    reports=("Technischer Bericht", "Forschungsbericht"),
    contributors={
        "foreword": "Vorwort von",
        "introduction": "Einleitung von",
        "afterword": "Nachwort von",
        "annotator": "Anmerkungen von",
        "commentator": "Kommentar von",
        "holder": "Patentinhaber:",
    },
    states={
        "submitted": "eingereicht",
        "accepted": "angenommen",
        "in preparation": "in Vorbereitung",
    },
    introducing=words("siehe auch in und oder"),
    before_number=words("S Bd Nr"),
    query=words("frage"),
    reference_words=locators(
        """
        figure: abb., abbn.
        table: tab., tabelle, tabellen
        """
    ),
    small_in_lists=False,
    labels=Labels(
        abstract="Zusammenfassung",
        keywords="Schlüsselwörter",
        figure="Abbildung {n}",
        figure_lower="Abbildung {n}",
        figure_caption="Abbildung {n}.",
        table="Tabelle {n}",
        table_lower="Tabelle {n}",
        table_caption="Tabelle {n}.",
        table_continued="(Fortsetzung)",
        section="Abschnitt {n}",
        section_lower="Abschnitt {n}",
        equation="Gleichung {n}",
        equation_lower="Gleichung {n}",
        references="Literatur",
        references_latin="Literatur in lateinischer Schrift",
        notes="Anmerkungen",
        footnote="Fußnote",
        contents="Inhalt",
        authors="Autorinnen und Autoren",
        corresponding_author="Korrespondenz",
        affiliation="Institution",
        email="E-Mail",
        received="Eingegangen",
        revised="Überarbeitet",
        accepted="Angenommen",
        published="Veröffentlicht",
        volume="Band",
        issue="Heft",
        page="Seite",
        pages="Seiten",
        funding="Förderung",
        acknowledgements="Danksagung",
        conflict_of_interest="Interessenkonflikt",
        sent="Zur Begutachtung versandt",
        reviewed="Begutachtet",
        resubmitted="Erneut eingereicht",
        ethics="Ethikerklärung",
        ethics_committee="Ethikkommission",
        decision_date="Datum des Votums",
        decision_number="Nummer des Votums",
        consent="Einwilligung nach Aufklärung",
        data_availability="Verfügbarkeit der Daten",
        ai_use="Einsatz künstlicher Intelligenz",
        peer_review="Begutachtung",
        plagiarism_check="Ähnlichkeitsprüfung",
        derived_from="Zugrunde liegende Arbeit",
        extended_abstract="Erweiterte Zusammenfassung",
        editor_in_charge="Verantwortliche Redaktion",
        reviewer="Gutachtende Person",
        reviewers="Gutachtende",
        special_issue="Sonderheft",
        article_number="Artikel Nr.",
        field="Fachgebiet",
        udc="UDK",
        bbk="BBK",
        credit="Beiträge der Autorinnen und Autoren",
        credit_of_one="Beitrag der Autorin oder des Autors",
        about_article="Zu diesem Artikel",
        cite_this_article="Zitiervorschlag",
        cite_as="Zitierweise",
        back_to_text="Zurück zum Text",
        cited_on="In Klammern: die Seiten, auf denen das Werk zitiert wird.",
        cited_again=(
            "In Klammern: die Seiten, auf denen das Werk zitiert wird; "
            "(2), (3): nochmals auf derselben Seite."
        ),
        cover="Umschlag",
        landmarks="Orientierungspunkte",
        start_of_text="Textbeginn",
        title_page="Titelseite",
        download="Herunterladen",
        copy="Kopieren",
        copied="Kopiert",
        skip_to_content="Zum Inhalt springen",
        cited_page="Zitiert auf Seite {page}",
        of_several="{n} von {total}",
        done="erledigt",
        to_do="offen",
        description="Beschreibung",
        not_described="nicht beschrieben",
        author_query="Frage an die Autorin oder den Autor",
        check_romanization="Die Umschrift wurde automatisch erstellt: bitte prüfen.",
        proof="Korrekturabzug",
        editors="Herausgeber",
        publisher="Verlag",
        editorial_office="Anschrift der Redaktion",
        colophon="Impressum",
        author_index="Verzeichnis der Autoren",
        theme="Darstellung",
        light="Hell",
        dark="Dunkel",
        close="Schließen",
        code="Code",
        access_text=(
            "Größe und Aussehen des Textes lassen sich ändern, Überschriften gliedern ihn. "
            "Belege und Anmerkungen sind in beide Richtungen verlinkt."
        ),
        access_images="Bilder haben Textalternativen.",
        access_math="Formeln stehen in MathML und tragen ihren TeX-Quelltext.",
    ),
    callouts=callouts("Hinweis, Tipp, Wichtig, Warnung, Vorsicht"),
    article_types={
        "research-article": "Forschungsartikel",
        "review-article": "Übersichtsartikel",
        "brief-report": "Kurzmitteilung",
        "case-report": "Fallbericht",
        "book-review": "Buchbesprechung",
        "article-commentary": "Kommentar",
        "discussion": "Diskussion",
        "reply": "Erwiderung",
        "editorial": "Editorial",
        "introduction": "Einleitung",
        "letter": "Leserbrief",
        "translation": "Übersetzung",
        "correction": "Berichtigung",
        "retraction": "Zurückziehung",
        "obituary": "Nachruf",
    },
    peer_reviews={
        "open": "Offen",
        "single-blind": "Einfach verblindet",
        "double-blind": "Doppelt verblindet",
    },
    credit_roles={
        "conceptualization": "Konzeption",
        "data-curation": "Datenkuratierung",
        "formal-analysis": "Formale Analyse",
        "funding-acquisition": "Einwerbung von Fördermitteln",
        "investigation": "Untersuchung",
        "methodology": "Methodik",
        "project-administration": "Projektleitung",
        "resources": "Bereitstellung von Ressourcen",
        "software": "Software",
        "supervision": "Betreuung",
        "validation": "Validierung",
        "visualization": "Visualisierung",
        "writing-original-draft": "Verfassen des Erstentwurfs",
        "writing-review-editing": "Überprüfung und Überarbeitung des Textes",
    },
    license_statements=license_statements(
        sentence=(
            "Dieser Open-Access-Artikel wird unter den Bedingungen der Lizenz {name} verbreitet."
        ),
        public_domain=(
            "Auf alle Rechte an diesem Artikel wurde mit {name} verzichtet; er ist gemeinfrei."
        ),
    ),
    locator_terms=locators(
        """
        appendix: Anhang, Anhänge, Anh.
        article-locator: Artikel, Art.
        book: Buch, Bücher
        chapter: Kapitel, Kap.
        column: Spalte, Spalten, Sp.
        equation: Gleichung, Gleichungen, Gl.
        figure: Abbildung, Abbildungen, Abb.
        folio: Blatt, Blätter, Bl., Folio, fol.
        issue: Heft, Hefte, H., Nummer, Nr.
        line: Zeile, Zeilen, Z.
        note: Anmerkung, Anmerkungen, Anm., Fußnote, Fußnoten, Fn.
        page: Seite, Seiten, S.
        paragraph: Absatz, Absätze, Abs., ¶, ¶¶
        part: Teil, Teile, T.
        section: Abschnitt, Abschnitte, Abschn., §, §§
        table: Tabelle, Tabellen, Tab.
        verse: Vers, Verse, V.
        volume: Band, Bände, Bd., Bde.
        """
    ),
)
