"""Names of people, some of them from the lists of the package, and most made up."""

from __future__ import annotations

from random import Random

from nashr.importing.reference_words import given_names
from nashr.importing.training import vocabulary as v

_GIVEN: list[str] = []


def person(random: Random, language: str) -> tuple[str, str, str]:
    """A name: given names, family name and particle."""
    where = (
        language
        if language in ("az", "tr", "ru") or random.random() < 0.6
        else random.choice(("en", "en", "de", "fr", "es", "it", "nl", "pl"))
    )
    if where == "ru" and language != "ru":
        where = "en"
    return given(random, where), surname(random, where), _particle(random, where)


def _particle(random: Random, language: str) -> str:
    choices = v.PARTICLES.get(language)
    return random.choice(choices) if choices and random.random() < 0.05 else ""


def given(random: Random, language: str) -> str:
    if not _GIVEN:
        _GIVEN.extend(sorted(given_names()))
    if language == "ru":
        names = [name for name in _GIVEN if "а" <= name[0] <= "я"]
        first = random.choice(names).capitalize()
        return (
            f"{first} {random.choice(['Иванович', 'Петрович', 'Алиевич', 'Николаевич', 'Сергеевна', 'Александрович', 'Мамед оглы'])}"
            if random.random() < 0.75
            else first
        )
    names = [name for name in _GIVEN if not "а" <= name[0] <= "я"]
    pick = random.choice(names) if random.random() < 0.75 else made_up(random).lower()
    first = pick[0].upper() + pick[1:]
    if random.random() < (0.22 if language in ("az", "tr") else 0.12):
        first += (
            "-" + capital(random.choice(names))
            if random.random() < 0.4
            else " " + capital(random.choice(names))
        )
    if random.random() < 0.4 and language not in ("az", "tr"):
        first += f" {random.choice('ABCDEFGHJKLMNPRSTW')}."
    return first


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def made_up(random: Random) -> str:
    return capital(
        "".join(
            random.choice(v.ONSETS) + random.choice(v.VOWELS) for _ in range(random.randint(1, 2))
        )
        + random.choice(v.CODAS)
    )


def surname(random: Random, language: str) -> str:
    listed = v.SURNAMES.get(language, v.SURNAMES["en"])
    if random.random() < 0.3:
        name = random.choice(listed)
    elif language == "ru":
        name = (
            random.choice(
                "Аб Бел Вор Гор Дем Жук Зор Кол Лап Мел Нос Ол Пет Руд Сав Тар Уш Фил Хар Цв Чер Шап Эф Юр Як".split()
            )
            + random.choice("ан ар ел ен ик ин ит ол он ос ур".split())
            + random.choice(v.SURNAME_ENDINGS["ru"])
        )
    else:
        name = made_up(random)
        if random.random() < 0.6:
            name += random.choice(v.SURNAME_ENDINGS.get(language, ["er"]))
    if random.random() < 0.04:
        name += "-" + random.choice(listed)
    elif language in ("es", "pt") and random.random() < 0.3:
        name += " " + random.choice(listed)
    if random.random() < 0.015:
        name = random.choice(["Mc", "Mac", "O’", "D’", "De", "Di"]) + name
    return name
