"""French."""

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
    tag="fr",
    endonym="Français",
    decimal_sign=",",
    alphabet=words("a b c d e f g h i j k l m n o p q r s t u v w x y z"),
    quotes=Quotes("«\u00a0", "\u00a0»", "“", "”"),
    months=(
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ),
    date="{day} {month} {year}",
    date_in_numbers="{day:02}/{month:02}/{year}",
    percent="{n}\u00a0%",
    seasons=("printemps", "été", "automne", "hiver"),
    list_and="et",
    theorems=(
        "Théorème",
        "Lemme",
        "Corollaire",
        "Proposition",
        "Conjecture",
        "Définition",
        "Exemple",
        "Exercice",
        "Remarque",
    ),
    proof="Démonstration",
    pictures=words("carte graphique diagramme schéma photo planche"),
    et_al="et al.",
    abbreviations=words("cf. p. fig. tab. chap. éd. vol. n."),
    theses=("Thèse de doctorat", "Mémoire de master"),
    reports=("Rapport technique", "Rapport de recherche"),
    contributors={
        "foreword": "préface de",
        "introduction": "introduction de",
        "afterword": "postface de",
        "annotator": "notes de",
        "commentator": "commentaire de",
        "holder": "titulaire :",
    },
    states={"submitted": "soumis", "accepted": "accepté", "in preparation": "en préparation"},
    introducing=words("voir aussi et ou"),
    before_number=words("p t vol"),
    query=words("question"),
    reference_words=locators(
        """
        figure: fig., figs.
        table: tab., tabl., tableau, tableaux
        """
    ),
    marks_before_stop=True,
    labels=Labels(
        abstract="Résumé",
        keywords="Mots-clés",
        figure="Figure {n}",
        figure_lower="figure {n}",
        figure_caption="Figure {n}.",
        table="Tableau {n}",
        table_lower="tableau {n}",
        table_caption="Tableau {n}.",
        table_continued="(suite)",
        section="Section {n}",
        section_lower="section {n}",
        equation="Équation {n}",
        equation_lower="équation {n}",
        references="Références",
        references_latin="Références en caractères latins",
        notes="Notes",
        footnote="Note de bas de page",
        contents="Sommaire",
        authors="Auteurs",
        corresponding_author="Auteur correspondant",
        affiliation="Affiliation",
        email="Courriel",
        received="Reçu le",
        revised="Révisé le",
        accepted="Accepté le",
        published="Publié le",
        volume="Volume",
        issue="Numéro",
        page="Page",
        pages="Pages",
        funding="Financement",
        acknowledgements="Remerciements",
        conflict_of_interest="Conflit d’intérêts",
        sent="Envoyé en évaluation le",
        reviewed="Évalué le",
        resubmitted="Soumis à nouveau le",
        ethics="Déclaration d’éthique",
        ethics_committee="Comité d’éthique",
        decision_date="Date de la décision",
        decision_number="Numéro de la décision",
        consent="Consentement éclairé",
        data_availability="Disponibilité des données",
        ai_use="Recours à l’intelligence artificielle",
        peer_review="Évaluation par les pairs",
        plagiarism_check="Contrôle de similarité",
        derived_from="Travail d’origine",
        extended_abstract="Résumé étendu",
        editor_in_charge="Responsable éditorial",
        reviewer="Évaluateur",
        reviewers="Évaluateurs",
        special_issue="Numéro spécial",
        article_number="Numéro d’article",
        field="Domaine",
        udc="CDU",
        bbk="BBK",
        credit="Contributions des auteurs",
        credit_of_one="Contribution de l’auteur",
        about_article="À propos de cet article",
        cite_this_article="Citer cet article",
        cite_as="Pour citer cet article",
        back_to_text="Retour au texte",
        cited_on="Entre crochets : les pages où l’ouvrage est cité.",
        cited_again=(
            "Entre crochets : les pages où l’ouvrage est cité ; "
            "(2), (3) : de nouveau sur la même page."
        ),
        cover="Couverture",
        landmarks="Points de repère",
        start_of_text="Début du texte",
        title_page="Page de titre",
        download="Télécharger",
        copy="Copier",
        copied="Copié",
        skip_to_content="Aller au contenu",
        cited_page="Cité à la page {page}",
        of_several="{n} sur {total}",
        done="fait",
        to_do="à faire",
        description="Description",
        not_described="sans description",
        author_query="Question à l’auteur",
        check_romanization="La romanisation a été faite automatiquement : merci de la vérifier.",
        proof="Épreuve",
        editors="Éditeurs scientifiques",
        publisher="Éditeur",
        editorial_office="Adresse de la rédaction",
        colophon="Mentions légales",
        author_index="Index des auteurs",
        theme="Affichage",
        light="Clair",
        dark="Sombre",
        close="Fermer",
        code="Code",
        access_text=(
            "La taille et l’aspect du texte peuvent être modifiés ; des titres le structurent. "
            "Les citations et les notes sont liées dans les deux sens."
        ),
        access_images="Les images ont un texte de remplacement.",
        access_math="Les formules sont en MathML et portent leur source TeX.",
        colon="{label}\u00a0:",
    ),
    callouts=callouts("Note, Conseil, Important, Avertissement, Attention"),
    article_types={
        "research-article": "Article de recherche",
        "review-article": "Article de synthèse",
        "brief-report": "Communication brève",
        "case-report": "Étude de cas",
        "book-review": "Compte rendu d’ouvrage",
        "article-commentary": "Commentaire",
        "discussion": "Discussion",
        "reply": "Réponse",
        "editorial": "Éditorial",
        "introduction": "Introduction",
        "letter": "Lettre à la rédaction",
        "translation": "Traduction",
        "correction": "Correction",
        "retraction": "Rétractation",
        "obituary": "Nécrologie",
    },
    peer_reviews={
        "open": "Ouverte",
        "single-blind": "En simple aveugle",
        "double-blind": "En double aveugle",
    },
    credit_roles={
        "conceptualization": "Conceptualisation",
        "data-curation": "Gestion des données",
        "formal-analysis": "Analyse formelle",
        "funding-acquisition": "Obtention du financement",
        "investigation": "Enquête et investigation",
        "methodology": "Méthodologie",
        "project-administration": "Administration du projet",
        "resources": "Ressources",
        "software": "Logiciel",
        "supervision": "Supervision",
        "validation": "Validation",
        "visualization": "Visualisation",
        "writing-original-draft": "Rédaction – version initiale",
        "writing-review-editing": "Rédaction – révision et correction",
    },
    license_statements=license_statements(
        sentence="Cet article en accès ouvert est diffusé selon les termes de la licence {name}.",
        public_domain=(
            "Tous les droits sur cet article ont été abandonnés selon {name} ; il est versé "
            "au domaine public."
        ),
    ),
    locator_terms=locators(
        """
        appendix: annexe, annexes, ann.
        article-locator: article, articles, art.
        book: livre, livres, liv.
        chapter: chapitre, chapitres, chap.
        column: colonne, colonnes, col.
        equation: équation, équations, éq.
        figure: figure, figures, fig.
        folio: folio, folios, fol., f°, f., ff.
        issue: numéro, numéros, n°, nᵒ
        line: ligne, lignes, l.
        note: note, notes, n.
        page: page, pages, p., pp.
        paragraph: paragraphe, paragraphes, paragr., ¶, ¶¶
        part: partie, parties, part.
        section: section, sections, sect., §, §§
        table: tableau, tableaux, tabl.
        verse: verset, versets, vers, v.
        volume: volume, volumes, vol., tome, t.
        """
    ),
)
