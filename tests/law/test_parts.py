"""Decrees, annexes, notes, stubs and doubts, one trait at a time."""

import pytest

from tests.law.reading import addresses, document, doubts, labels, of_kind, units
from tumar.law.rules.lines import Document, Line
from tumar.law.rules.structure import recognise
from tumar.law.rules.units import Kind


def test_a_decree_has_numbered_paragraphs_without_an_article():
    text = (
        "Правительство ПОСТАНОВЛЯЕТ:\n1. Утвердить:\n1) Правила;\n2) Перечень.\n"
        "2. Постановление вступает в силу."
    )
    assert addresses(text, "ru") == ["preamble", "para_1", "para_1__point_1", "para_1__point_2", "para_2"]


@pytest.mark.parametrize(
    ("text", "tradition", "address"),
    [
        ("Приложение 1\nк Закону\nот 5 мая 2023 года № 12", "ru", "att_1"),
        ("Приложение № 2 к Закону", "ru", "att_2"),
        ("Утверждено\nпостановлением\nот 5 мая 2023 года № 12", "ru", "appr_1"),
        ("Үкіметтің\n2023 жылғы 5 мамырдағы\n№ 12 қаулысына\n1-қосымша", "kk", "att_1"),
        ("Вазирлар Маҳкамаси қарорига\n1-ИЛОВА", "uz", "att_1"),
        ("Vazirlar Mahkamasi qaroriga\n2-ILOVA", "uz", "att_2"),
        ("Anexa nr. 1\nla Legea nr. 12/2023", "ro", "att_1"),
        ("Прилог 1", "sr", "att_1"),
        ("PRILOG II", "hr", "att_II"),
        ("Сайдын тушаалын 1 дүгээр хавсралт", "mn", "att_1"),
        ("SHTOJCA 1", "sq", "att_1"),
        ("დანართი №1", "ka", "att_1"),
        ("Հավելված 1", "hy", "att_1"),
        ("Əlavə 1", "az", "att_1"),
        ("Додаток 1\nдо Закону", "uk", "att_1"),
        ("ضمیمه ۱", "fa-AF", "att_1"),
        ("SCHEDULE I", "en", "att_I"),
        ("Annex A", "en", "att_A"),
    ],
)
def test_an_annex_is_known_by_its_word_or_by_the_words_of_approval(text, tradition, address):
    body = {"ru": "Статья 1. Учет", "kk": "1-бап. Есеп", "uz": "1-модда. Ҳисоб"}.get(tradition, "1. X y z.")
    found = of_kind(Kind.ANNEX, f"{body}\nX y z w.\n{text}\nTitle\n1. Abc.\n2. Def.", tradition)
    assert [one.eid for one in found] == [address]


def test_titles_with_numbers_part_the_points_of_approved_rules():
    text = (
        "Правительство ПОСТАНОВЛЯЕТ:\n1. Утвердить Правила.\nУтверждены\n"
        "постановлением от 5 мая 2023 года № 12\n"
        "Правила\n1. Общие положения\n1. Правила определяют порядок.\n2. Порядок открыт.\n"
        "2. Хранение\n3. Агенты хранятся в сейфе."
    )
    assert [one.eid for one in of_kind(Kind.CHAPTER, text, "ru")] == ["appr_1__chp_1", "appr_1__chp_2"]
    assert "appr_1__chp_2__para_3" in addresses(text, "ru")


def test_a_list_of_names_has_points_and_no_titles():
    text = (
        "Статья 1. Перечень\nПеречень дан в приложении.\nПриложение 1\nПеречень\n"
        "1. Bacillus anthracis\n2. Brucella\n3. Yersinia"
    )
    assert labels(text, "ru")[-3:] == ["paragraph 1.", "paragraph 2.", "paragraph 3."]


def test_the_annex_of_an_annex_is_within_it_and_the_next_annex_of_the_act_beside_it():
    text = (
        "Правительство ПОСТАНОВЛЯЕТ:\n1. Утвердить.\nПриложение 1 к постановлению\nПравила\n1. Правила.\n"
        "Приложение 1 к Правилам\nФорма\n1. Дата\nПриложение 2 к постановлению\nПеречень\n1. Агент"
    )
    assert [one.eid for one in of_kind(Kind.ANNEX, text, "ru")] == ["att_1", "att_1__att_1", "att_2"]


def test_an_annex_set_to_the_right_in_a_table_is_an_annex():
    lines = (
        Line("Статья 1. Учет"),
        Line("Учет ведется."),
        Line("", cells=(("", "Приложение 1\nк Закону\nот 5 мая 2023 года № 12"),)),
        Line("Перечень"),
        Line("", cells=(("Агент", "Группа"), ("Brucella", "II"))),
    )
    found = recognise(Document(lines, "html"), "ru").units
    assert [(one.kind, one.eid) for one in found[2:]] == [
        (Kind.ANNEX, "att_1"),
        (Kind.TABLE, "att_1__table_1"),
    ]
    assert found[3].cells[1] == ("Brucella", "II")


def test_signatures_close_the_act():
    found = of_kind(
        Kind.CLOSING, "Статья 1. Срок\nЗакон действует.\nПрезидент\nРеспублики Примерия И. ПРИМЕРОВ", "ru"
    )
    assert found[0].text == "Президент\nРеспублики Примерия И. ПРИМЕРОВ"


def test_roman_numbers_alone_on_their_lines_are_the_points_of_a_decision():
    text = (
        "ОДЛУКА\nI\nОбразује се савет.\nII\nСавет чине:\n1. члан;\n2. секретар.\nIII\nОдлука ступа на снагу."
    )
    assert addresses(text, "sr") == [
        "preface",
        "point_I",
        "point_II",
        "point_II__point_1",
        "point_II__point_2",
        "point_III",
    ]


# Furniture.


@pytest.mark.parametrize(
    ("line", "tradition"),
    [
        ("Сноска. Статья 1 с изменениями, внесенными Законом РК от 01.06.2024 № 5.", "ru"),
        ("(В редакции Закона КР от 1 июня 2024 года № 5)", "ru"),
        ("(часть вторая статьи 1 в редакции Закона РУ от 1 июня 2024 года № 5)", "ru"),
        ("Ескерту. 1-бапқа өзгеріс енгізілді – ҚР 01.06.2024 № 5 Заңымен.", "kk"),
        ("(2-moddaning birinchi qismi Qonuni tahririda — Qonunchilik ma’lumotlari milliy bazasi)", "uz"),
        ("/Энэ хэсэгт 2024 оны хуулиар нэмэлт оруулсан./", "mn"),
        ("[Art.1 modificat prin Legea nr.5 din 01.06.2024]", "ro"),
        ("{Стаття 1 із змінами, внесеними згідно із Законом № 5-IX}", "uk"),
        ("საქართველოს 2024 წლის 1 ივნისის კანონი №5 - ვებგვერდი, 02.06.2024წ.", "ka"),
        ("(1-ին հոդվածը փոփ. 01.06.24 ՀՕ-5-Ն)", "hy"),
        ("*Службени гласник РС, број 5/2024", "sr"),
        ("(Shtuar me ligjin nr. 5/2024)", "sq"),
    ],
)
def test_what_a_publisher_wrote_between_the_lines_is_a_note(line, tradition):
    assert [one.text for one in of_kind(Kind.NOTE, f"X.\n{line}", tradition)] == [line]


def test_brackets_that_are_part_of_the_law_are_no_note():
    assert not of_kind(Kind.NOTE, "Статья 1. Учет\n(далее – учет)\nУчет ведется.", "ru")


def test_a_table_of_contents_is_one_note_and_its_articles_are_not_counted():
    text = (
        "Содержание\nГлава 1. Общее\nСтатья 1. Предмет\nСтатья 2. Цели\nГлава 1. Общее\nСтатья 1. Предмет\n"
        "Закон регулирует учет.\nСтатья 2. Цели\nЦель – учет."
    )
    assert len(of_kind(Kind.ARTICLE, text, "ru")) == 2
    assert of_kind(Kind.NOTE, text, "ru")[0].text.startswith("Содержание\nГлава 1.")


@pytest.mark.parametrize(
    ("text", "tradition"),
    [
        ("Статья 5. Утратила силу Законом РК от 01.06.2024 № 5.", "ru"),
        ("Статья 5. (исключена)", "ru"),
        ("Статья 5. исключена.", "ru"),
        ("5-бап. Күші жойылды – ҚР 01.06.2024 № 5 Заңымен.", "kk"),
        ("5-бап. Алып тасталды – ҚР 01.06.2024 № 5 Заңымен.", "kk"),
        ("5-статья. Күчүн жоготту", "ky"),
        ("5-modda. O‘z kuchini yo‘qotgan.", "uz"),
        ("Моддаи 5. Хориҷ карда шуд", "tg"),
        ("Articolul 5. Abrogat.", "ro"),
        ("Члан 5.\n(Брисан)", "sr"),
        ("Član 5\nBrisan", "sr"),
        ("Neni 5\nShfuqizuar", "sq"),
        ("მუხლი 5. (ამოღებულია - 01.06.2024, №5)", "ka"),
        ("Maddə 5. Ləğv edilmişdir.", "az"),
        ("ماده پنجم:\nلغو گردید.", "fa-AF"),
        ("Article 5. [Repealed]", "en"),
    ],
)
def test_the_stub_of_a_repealed_article_is_marked(text, tradition):
    assert [one.repealed for one in of_kind(Kind.ARTICLE, text, tradition)] == [True]


def test_an_order_to_repeal_is_not_a_repealed_provision():
    text = "Статья 1. Изменения:\n1) статью 5 признать утратившей силу;\n2) статью 6 исключить."
    assert not any(one.repealed for one in units(text, "ru"))
    assert not any(one.repealed for one in units("1-бап. Өзгеріс:\n1) 5-бап алып тасталсын.", "kk"))


# Doubts.


@pytest.mark.parametrize(
    ("numbers", "code"),
    [
        ("1 2 4", "numbering_gap"),
        ("1 2 2", "numbering_repeat"),
        ("1 3 2", "numbering_back"),
        ("3 31 4", "superscript_lost"),
    ],
)
def test_doubtful_numbers_of_articles_are_told(numbers, code):
    text = "\n".join(f"Статья {one}. Учет\nУчет ведется." for one in numbers.split())
    assert code in doubts(text, "ru")


def test_sound_numbers_raise_no_doubt():
    text = "\n".join(f"Статья {one}. Учет\nУчет ведется." for one in ("1", "2", "2-1", "2-2", "3", "3¹", "4"))
    assert doubts(text, "ru") == []


def test_a_second_use_of_an_address_is_told():
    structure = recognise(document("Статья 1. А\nТекст.\nСтатья 1. Б\nТекст."), "ru")
    assert [one.eid for one in structure.units if one.kind is Kind.ARTICLE] == ["art_1", "art_1_2"]
    assert "address_repeated" in [one.code for one in structure.warnings]


def test_a_text_without_provisions_says_so():
    assert "no_provisions" in doubts("Просто текст без всякой нумерации.", "ru")


def test_pages_in_two_languages_are_told():
    russian = "Настоящий Закон регулирует отношения в области учета и не применяется к складам для граждан."
    kazakh = (
        "Осы Заң есепке алу саласындағы қатынастарды реттейді және қоймалар үшін қолданылмайды немесе тиіс."
    )
    text = "\n".join(["Статья 1. Предмет", russian, kazakh] * 3)
    assert "two_languages" in doubts(text)


def test_the_annex_of_an_act_without_a_word_for_its_articles_is_no_part_of_it():
    schedule = "THE FIRST SCHEDULE\nAGENTS\nPART I\nBacteria\n1. Brucella"
    text = f"An Act.\n1. Short title.\n(1) This is the Act.\n{schedule}"
    found = [(one.kind, one.eid) for one in units(text, "en")]
    assert (Kind.ARTICLE, "art_1") in found
    assert (Kind.PART, "att_1__part_I") in found


def test_points_may_have_capital_letters():
    assert labels("Статья 1. Учет\nОрган ведет:\nА) реестр;\nБ) журнал.", "ru")[2:] == [
        "letter А)",
        "letter Б)",
    ]


def test_a_place_and_a_day_with_commas_are_part_of_the_signature():
    signed = "Президент Республики Ш. ПРИМЕРОВ\nг. Примерск,\n5 июля 2023 г.,\n№ 12"
    found = of_kind(Kind.CLOSING, f"Статья 1. Срок\nЗакон действует.\n{signed}", "ru")
    assert [one.text for one in found] == [signed]


def test_items_without_any_sign_at_their_ends_are_no_headings_of_the_next_article():
    text = "Статья 5. Классы\nК классам относятся:\nПервый класс\nВторой класс\nСтатья 6. Учет\nУчет ведется."
    assert labels(text, "ru") == [
        "article Статья 5.",
        "unnumbered",
        "unnumbered",
        "unnumbered",
        "article Статья 6.",
        "unnumbered",
    ]


def test_lines_between_points_head_what_follows_them():
    text = "Уряд постановляє:\n1. Порядок діє.\n2. Порядок відкритий.\nЗберігання\n3. Агенти зберігаються."
    assert labels(text, "uk")[1:] == ["paragraph 1.", "paragraph 2.", "heading", "paragraph 3."]


def test_rules_of_mongolia_have_chapters_with_numbers_in_words():
    text = "Нэг.Нийтлэг үндэслэл\n1.1.Журам үйлчилнэ.\nХоёр.Зөвшөөрөл\n2.1.Зөвшөөрөл олгоно."
    assert addresses(text, "mn") == ["chp_1", "chp_1__para_1.1", "chp_2", "chp_2__para_2.1"]


def test_a_sentence_on_what_lost_force_is_no_stub():
    text = "Статья 6. Лицензия\n1. Лицензия утратила силу при отзыве.\n2. Пункт 2 исключен Законом РК № 5."
    assert [one.repealed for one in units(text, "ru")] == [False, False, True]


def test_roman_numbers_divide_an_amending_law_that_has_no_articles():
    text = (
        "Верховна Рада України постановляє:\nI. Внести зміни до законів України:\n"
        "1. У Законі статтю 7 виключити.\n"
        "II. Прикінцеві положення\n1. Закон діє."
    )
    assert addresses(text, "uk")[1:] == ["chp_I", "chp_I__para_1", "chp_II", "chp_II__para_1"]


def test_words_of_approval_at_the_end_of_their_block_open_what_is_approved():
    text = (
        "Kabinet qərara alır:\n1. Qaydalar təsdiq edilsin.\nBaş nazir N. Nümunəyev\nNazirlər Kabinetinin\n"
        "77 nömrəli Qərarı ilə\ntəsdiq edilmişdir.\nQaydalar\n1. Ümumi\n1.1. Qaydalar var."
    )
    found = of_kind(Kind.ANNEX, text, "az")
    assert [(one.eid, one.heading) for one in found] == [("appr_1", "Qaydalar")]
    assert found[0].label == "Nazirlər Kabinetinin 77 nömrəli Qərarı ilə təsdiq edilmişdir."


ANNEX = "Закон Республики\nСтатья 1. Предмет\nНастоящий Закон регулирует учет.\n"


@pytest.mark.parametrize(
    ("block", "label", "heading"),
    [
        (
            "Приложение\nк постановлению\nСовета Министров\n20.05.2023 № 327\nПЕРЕЧЕНЬ\nагентов",
            "Приложение к постановлению Совета Министров 20.05.2023 № 327",
            "ПЕРЕЧЕНЬ агентов",
        ),
        (
            "Приложение 1 к приказу\nМинистра\nот 6 мая 2021 года\n№ ҚР ДСМ-10\nПравила учета",
            "Приложение 1 к приказу Министра от 6 мая 2021 года № ҚР ДСМ-10",
            "Правила учета",
        ),
        (
            "Приложение 2\nк Правилам\n«Требования\nк учету агентов»\nФорма\nЖУРНАЛ\nучета",
            "Приложение 2 к Правилам «Требования к учету агентов» Форма",
            "ЖУРНАЛ учета",
        ),
        (
            "Приложение 3\nк Правилам\nСАНИТАРНЫЕ НОРМЫ\n«Учет»",
            "Приложение 3 к Правилам",
            "САНИТАРНЫЕ НОРМЫ «Учет»",
        ),
    ],
)
def test_the_block_of_an_annex_is_its_label_and_what_follows_its_heading(block, label, heading):
    told = next(one for one in of_kind(Kind.ANNEX, f"{ANNEX}{block}\n1. Первый пункт."))
    assert (told.label, told.heading) == (label, heading)


def test_the_signatory_of_an_act_is_not_in_the_block_of_what_is_approved():
    text = (
        "Ҳукумати Ҷумҳурии Тоҷикистон қарор мекунад:\n1. Тартиб тасдиқ карда шавад.\nРаиси\n"
        "Ҳукумати Ҷумҳурии Тоҷикистон Эмомалӣ Раҳмон\nБо қарори Ҳукумати\nҶумҳурии Тоҷикистон\n"
        "аз 3 майи соли 2010, №207\nтасдиқ шудааст\nТАРТИБИ БАҲИСОБГИРӢ\n1. Тартиби мазкур амал мекунад."
    )
    told = of_kind(Kind.ANNEX, text, "tg")[0]
    assert told.label.startswith("Бо қарори Ҳукумати")


def test_a_bare_word_for_an_annex_ends_the_block_above_it():
    text = (
        "Үкімет ҚАУЛЫ ЕТЕДІ:\n1. Тізбе бекітілсін.\nПремьер-Министрі Ә. Смайылов\nҚазақстан Республикасы\n"
        "Үкіметінің\n2022 жылғы 9 қыркүйектегі\n№ 671 қаулысына\nқосымша\nТізбе\n1. Бірінші."
    )
    told = of_kind(Kind.ANNEX, text, "kk")[0]
    assert told.label.startswith("Қазақстан Республикасы Үкіметінің")
    assert told.heading == "Тізбе"


def test_new_wording_in_kazakh_names_a_point_by_its_number_first():
    text = (
        "1-бап. Заңға өзгерістер енгізілсін:\n1) 1-бапта:\n12) тармақша мынадай редакцияда жазылсын:\n"
        '"12) үлгі – материал;";\n2) 5) және 6) тармақшалар алып тасталсын.'
    )
    assert [one.label for one in of_kind(Kind.POINT, text, "kk")] == ["1)", "2)"]


def test_numbered_titles_below_a_chapter_are_its_sections_and_points_go_on_through_them():
    text = (
        "Совет решил:\n1. Утвердить Правила.\nУТВЕРЖДЕНЫ\nРешением Совета\nот 10 мая 2017 г. № 80\nПРАВИЛА\n"
        "I. Общие положения\n1. Правила определяют порядок.\n2. Понятия определены законом.\n"
        "II. Порядок отбора\n1. Отбор зерна\n3. Пробы отбираются.\n4. Масса составляет 2 кг.\n"
        "2. Отбор мяса\n5. Пробы отбираются.\n6. Масса составляет 1 кг.\n"
    )
    assert labels(text, "ru")[-7:] == [
        "chapter II.",
        "section 1.",
        "paragraph 3.",
        "paragraph 4.",
        "section 2.",
        "paragraph 5.",
        "paragraph 6.",
    ]


def test_numbered_titles_above_plain_paragraphs_are_chapters():
    text = (
        "КОНЦЕПЦИЯ\n1. Введение\nКонцепция определяет цели.\nОна принята на десять лет.\n"
        "2. Анализ\nДействуют 120 лабораторий.\nОни требуют ремонта.\n"
    )
    assert [one.heading for one in of_kind(Kind.CHAPTER, text, "ru")] == ["Введение", "Анализ"]


def test_names_with_numbers_are_points_though_words_stand_below_them():
    text = "ПЕРЕЧЕНЬ\n1. Лаборатория № 1\nАдрес: Алматы.\n2. Лаборатория № 2\nАдрес: Астана.\n"
    assert of_kind(Kind.CHAPTER, text, "ru") == []


def test_letters_of_old_fonts_are_read_as_those_that_are_meant_and_kept_as_they_stand():
    text = (
        "ЌОНУНИ ЉУМЊУРИИ ТОЉИКИСТОН\nБОБИ 1. МУЌАРРАРОТИ УМУМЇ\nМоддаи 1. Мафњумњои асосї\n"
        "Дар Ќонуни мазкур мафњумњои асосї истифода мешаванд.\nМоддаи 2. Хориљ карда шуд.\n"
    )
    articles = of_kind(Kind.ARTICLE, text)
    assert [(one.heading or one.text, one.repealed) for one in articles] == [
        ("Мафњумњои асосї", False),
        ("Хориљ карда шуд.", True),
    ]


@pytest.mark.parametrize(
    ("line", "tradition"),
    [
        ("Статья 2 изложена в редакции Закона РК от 19.04.23 г. № 223-VII (см. стар. ред.)", "ru"),
        ("Пункт 2 доп. подпунктом 2-1 в соответствии с приказом Министра РК от 12.03.21 г. № 76", "ru"),
        ("Подпункт «г» изменен с 4 июля 2024 г. - Постановление Правительства от 4 июля 2024 г. N 911", "ru"),
        ("2024.08.06. № 97-VIII ҚР Заңымен 4-1-баппен толықтырылды (2024 ж. 9 тамыздан бастап)", "kk"),
        ("2023.19.04. № 223-VII ҚР Заңымен 1-бап өзгертілді (бұр.ред.қара)", "kk"),
    ],
)
def test_a_line_on_a_change_is_a_note_without_brackets_too(line, tradition):
    text = f"1. Первый пункт.\n{line}\n2. Второй пункт.\n"
    assert [one.text for one in of_kind(Kind.NOTE, text, tradition)] == [line]


def test_an_order_to_change_is_no_note():
    text = "1. Пункт 2 изложить в следующей редакции согласно приложению.\nЗакон дополнен нормами практики.\n"
    assert of_kind(Kind.NOTE, text, "ru") == []
