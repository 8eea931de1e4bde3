"""Texts are read from the catalogues, reworded, reviewed, published and taken back; what others did is never lost."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from tests.support.texts import DAYS, ONLY_RUSSIAN, RENA, SAMIRA, TEXTS, VIEWER, write_catalogues
from webapp.auth.api import account_by_fin
from webapp.core.errors import Forbidden
from webapp.core.transaction import savepoint
from webapp.notifications.models import Notice
from webapp.translations.desk.discussing import assign, settle
from webapp.translations.errors import (
    GateClosed,
    NoSuchText,
    NothingToPublish,
    NotYourLanguage,
    OwnWork,
    ReasonNeeded,
    StateStands,
    VersionRaced,
    WordsRefused,
)
from webapp.translations.models import TextRow, TextTarget, TextVersion
from webapp.translations.queries import items_of, source_of, target, text_by_key, version, versions
from webapp.translations.rules import Reach, key_of
from webapp.translations.services.deciding import keep_term, set_longest, set_two_persons
from webapp.translations.services.drafting import propose, save_draft, suggest
from webapp.translations.services.entering import read_catalogues
from webapp.translations.services.publishing import Scope, plan, publish, roll_back
from webapp.translations.services.restoring import revert
from webapp.translations.services.reviewing import approve, approve_many, dismiss, reject

HELP, PAY, SIGNED, CASES = (key_of(msgid) for msgid in list(TEXTS)[:4])
LEFT = key_of(*DAYS)


@pytest.fixture
def texts(opened, tmp_path):
    """The texts of the small catalogues, read."""
    read_catalogues(write_catalogues(tmp_path))
    return opened


def state(key, language="en"):
    return target(text_by_key(key).id, language).state


def write(key, *forms, language="en", actor=SAMIRA):
    number = next((one.number for one in versions(text_by_key(key).id, language)), 0)
    return save_draft(actor=actor, key=key, language=language, forms=forms, base_number=number).number


def approved(key, *forms, language="en"):
    number = write(key, *forms, language=language)
    propose(actor=SAMIRA, key=key, language=language, number=number)
    approve(actor=RENA, key=key, language=language, number=number)
    return number


def test_the_catalogues_are_read_once_with_who_meets_each_text(texts, tmp_path):
    rows = {row.msgid: row for row in texts.scalars(select(TextRow))}
    assert {row.msgid for row in rows.values()} == {*TEXTS, DAYS[0]}
    assert (rows["Kömək"].reach, rows["Kömək"].areas) == (Reach.VISITORS, ["ui"])
    assert rows["Müraciətlər"].reach == Reach.OFFICES
    assert (state(HELP), state(HELP, "az")) == ("translated", "translated")
    assert target(text_by_key(LEFT).id, "ru").base[1] == "осталось %(num)s дня"
    assert not read_catalogues(tmp_path).read


def test_words_go_from_draft_over_a_second_person_to_a_publication_and_back(texts):
    number = write(HELP, "Support")
    assert (number, state(HELP)) == (1, "draft")
    propose(actor=SAMIRA, key=HELP, language="en", number=1)
    with pytest.raises(OwnWork):
        approve(actor=SAMIRA, key=HELP, language="en", number=1)
    approve(actor=RENA, key=HELP, language="en", number=1)
    assert [(one.before, one.after) for one in plan().changes] == [(("Help",), ("Support",))]

    assert publish(actor=RENA) == 1
    assert state(HELP) == "published"
    assert target(text_by_key(HELP).id, "en").shown == ["Support"]
    approved(HELP, "Assistance")
    assert publish(actor=RENA) == 2
    assert version(text_by_key(HELP).id, "en", 1).state == "replaced"

    assert roll_back(actor=RENA, to=1) == 3
    assert target(text_by_key(HELP).id, "en").shown == ["Support"]
    assert roll_back(actor=RENA, to=0) == 4
    assert target(text_by_key(HELP).id, "en").shown == ["Help"]
    with pytest.raises(NothingToPublish):
        roll_back(actor=RENA, to=0)
    assert [len(items_of(one)) for one in (1, 2, 3, 4)] == [1, 1, 1, 0]


def test_each_right_is_asked_by_language(texts):
    with pytest.raises(NotYourLanguage):
        write(HELP, "Support", actor=ONLY_RUSSIAN)
    write(HELP, "Поддержка", language="ru", actor=ONLY_RUSSIAN)
    with pytest.raises(NotYourLanguage):
        approve(actor=ONLY_RUSSIAN, key=HELP, language="ru", number=1)
    for act in (assign, settle):
        with pytest.raises(NotYourLanguage):
            act(text_by_key(HELP), "en", "", actor=ONLY_RUSSIAN)
    assign(text_by_key(HELP), "ru", "", actor=ONLY_RUSSIAN)
    with pytest.raises(Forbidden):
        publish(actor=ONLY_RUSSIAN)
    with pytest.raises(Forbidden):
        suggest(actor=VIEWER.__class__(account_id=9), key=HELP, language="en", forms=["Aid"])


def test_who_may_only_look_can_suggest_and_a_reviewer_takes_it(texts):
    suggest(actor=VIEWER, key=HELP, language="en", forms=["Aid"])
    assert state(HELP) == "proposed"
    approve(actor=SAMIRA, key=HELP, language="en", number=1)
    assert state(HELP) == "approved"


def test_the_database_itself_refuses_that_somebody_reviews_their_own_words(texts):
    write(HELP, "Support")
    with pytest.raises(OwnWork), savepoint():
        texts.execute(text("UPDATE text_versions SET reviewer_id = author_id, reviewed_at = now()"))
    with pytest.raises(OwnWork), savepoint():
        texts.execute(text("UPDATE text_versions SET state = 'approved'"))


def test_a_version_never_changes_and_never_goes(texts):
    approved(HELP, "Support")
    publish(actor=RENA)
    for statement in (
        "UPDATE text_versions SET forms = '{x}'", "UPDATE text_versions SET reviewer_id = 99", "DELETE FROM text_versions", "TRUNCATE text_versions CASCADE",
        "DELETE FROM text_publication_items", "UPDATE text_publications SET note = 'x'",
        "TRUNCATE text_publications CASCADE",
    ):  # fmt: skip
        with pytest.raises((DBAPIError, IntegrityError), match=r"of (a )?texts?"), texts.begin_nested():
            texts.execute(text(statement))


COPY = """
INSERT INTO text_versions (text_id, language, number, source_digest, state, how, author_name, forms, source, two_persons, at)
SELECT text_id, language, 9, source_digest, state, how, author_name, CAST(:forms AS text[]), source, two_persons, at
FROM text_versions
"""


@pytest.mark.parametrize("forms", ["{}", "{NULL}", "{{a,b},{c,d}}", "{1,2,3,4,5,6,7}"])
def test_the_database_takes_no_forms_that_no_language_has(texts, forms):
    write(HELP, "Support")
    with pytest.raises(IntegrityError, match="forms_counted"), texts.begin_nested():
        texts.execute(text(COPY), {"forms": forms})


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1b", "\ud800", "\ue110", "\uffff"])
def test_signs_that_no_file_and_no_page_can_carry_are_not_kept(texts, sign):
    with pytest.raises(WordsRefused):
        write(HELP, f"Sup{sign}port")


def test_two_translators_at_one_text_see_each_others_words(texts):
    write(HELP, "Support")
    with pytest.raises(VersionRaced) as raced:
        save_draft(actor=SAMIRA, key=HELP, language="en", forms=["Aid"], base_number=0)
    assert raced.value.facts == {"theirs": 1}
    assert [one.forms for one in versions(text_by_key(HELP).id, "en")] == [["Support"]]


def test_words_that_break_a_page_are_kept_as_a_draft_and_never_proposed(texts):
    saved = save_draft(actor=SAMIRA, key=PAY, language="en", forms=["Pay %(sum)s"], base_number=0)
    assert {one.code for one in saved.findings if one.blocks} == {"placeholders"}
    with pytest.raises(WordsRefused):
        propose(actor=SAMIRA, key=PAY, language="en", number=1)
    assert target(text_by_key(PAY).id, "en").blocked
    with pytest.raises(WordsRefused):
        write(PAY, "x" * 10_000)
    with pytest.raises(WordsRefused):
        write(LEFT, "%(num)s день", "%(num)s дня", language="ru")


def test_a_warning_is_dismissed_for_these_words_with_a_reason(texts):
    write(SIGNED, "The waybill is signed")
    assert target(text_by_key(SIGNED).id, "en").failing == ["ends"]
    with pytest.raises(ReasonNeeded):
        dismiss(actor=SAMIRA, key=SIGNED, language="en", code="ends", reason=" ")
    with pytest.raises(NoSuchText):
        dismiss(actor=SAMIRA, key=SIGNED, language="en", code="braces", reason="No script needs it")
    dismiss(actor=SAMIRA, key=SIGNED, language="en", code="ends", reason="Stands in a heading")
    assert target(text_by_key(SIGNED).id, "en").failing == []
    write(SIGNED, "A waybill is signed")
    assert target(text_by_key(SIGNED).id, "en").failing == ["ends"]


def test_a_limit_or_a_term_that_comes_later_stops_what_was_approved(texts):
    approved(HELP, "Support and more")
    set_longest(actor=SAMIRA, key=HELP, longest=8)
    with pytest.raises(GateClosed) as closed:
        publish(actor=RENA)
    assert len(closed.value.facts["obstacles"]) == 1
    set_longest(actor=SAMIRA, key=HELP, longest=None)
    keep_term(actor=SAMIRA, az="kömək", en="help", ru="помощь", forbidden={"en": ["support"]})
    with pytest.raises(GateClosed):
        publish(actor=RENA)


def test_nothing_is_published_while_visitors_would_meet_the_original(opened, tmp_path):
    read_catalogues(write_catalogues(tmp_path, {**TEXTS, "Yeni": (TEXTS["Kömək"][0], "", "Новое")}))
    approved(HELP, "Support")
    with pytest.raises(GateClosed):
        publish(actor=RENA)
    approved(key_of("Yeni"), "New")
    assert publish(actor=RENA) == 1


def test_part_of_what_is_approved_is_published(texts):
    approved(HELP, "Support")
    approved(CASES, "Applications")
    publish(actor=RENA, scope=Scope(areas=("ui",)))
    assert (state(HELP), state(CASES)) == ("published", "approved")
    publish(actor=RENA)
    assert len(items_of(2)) == 2


def test_one_person_is_enough_where_the_office_says_so(texts):
    set_two_persons(actor=SAMIRA, language="en", wanted=False)
    number = write(HELP, "Support")
    propose(actor=SAMIRA, key=HELP, language="en", number=number)
    assert state(HELP) == "approved"


def test_many_are_approved_at_once_and_what_is_refused_is_told(texts):
    for key, words in ((HELP, "Support"), (CASES, "Applications")):
        propose(actor=SAMIRA, key=key, language="en", number=write(key, words))
    found = approve_many(actor=RENA, language="en", picks=[(HELP, 1), (CASES, 1), (SIGNED, 1)])
    assert (found.done, [key for key, _why in found.refused]) == (2, [SIGNED])


def test_what_is_turned_back_says_why_and_a_former_version_comes_back_as_a_new_one(texts):
    author = replace(SAMIRA, account_id=account_by_fin("3SMR8V7").id)
    propose(actor=author, key=HELP, language="en", number=write(HELP, "Support", actor=author))
    reject(actor=RENA, key=HELP, language="en", number=1, reason="Help is shorter")
    assert (state(HELP), version(text_by_key(HELP).id, "en", 1).reason) == ("translated", "Help is shorter")
    told = select(Notice.params).where(
        Notice.account_id == author.account_id, Notice.template == "translations.rejected"
    )
    assert [params["reason"] for params in texts.scalars(told)] == ["Help is shorter"]
    with pytest.raises(StateStands):
        approve(actor=RENA, key=HELP, language="en", number=1)
    assert revert(actor=SAMIRA, key=HELP, language="en", number=1) == 2
    assert revert(actor=SAMIRA, key=HELP, language="en", number=0) == 3
    assert [one.forms for one in versions(text_by_key(HELP).id, "en")] == [["Help"], ["Support"], ["Support"]]


def test_an_original_that_is_reworded_makes_its_translations_stale(texts):
    approved(HELP, "Dəstək", language="az")
    publish(actor=RENA)
    assert source_of(text_by_key(HELP)) == ["Dəstək"]
    assert target(text_by_key(HELP).id, "en").stale_from == ["Kömək"]
    approved(HELP, "Support")
    assert target(text_by_key(HELP).id, "en").stale_from is None


def test_a_msgid_that_changed_takes_its_translations_along_as_drafts(texts, tmp_path):
    approved(SIGNED, "The waybill was signed.")
    publish(actor=RENA)
    reworded = {("Qaimə imzalanıb." if msgid == "Qaimə imzalandı." else msgid): row for msgid, row in TEXTS.items()}
    reworded["Qaimə imzalanıb."] = (TEXTS["Qaimə imzalandı."][0], "", "")
    found = read_catalogues(write_catalogues(tmp_path, reworded))

    assert (found.new, found.gone, found.carried) == (1, 1, 2)
    key = key_of("Qaimə imzalanıb.")
    standing = target(text_by_key(key).id, "en")
    assert (standing.state, standing.stale_from) == ("draft", ["Qaimə imzalandı."])
    assert versions(text_by_key(key).id, "en")[0].forms == ["The waybill was signed."]
    assert text_by_key(SIGNED).gone_at is not None
    assert target(text_by_key(key).id, "ru").stale_from == ["Qaimə imzalandı."]


def test_words_that_were_carried_along_are_the_work_of_who_hands_them_over(texts, tmp_path):
    reworded = {("Qaimə imzalanıb." if msgid == "Qaimə imzalandı." else msgid): row for msgid, row in TEXTS.items()}
    reworded["Qaimə imzalanıb."] = (TEXTS["Qaimə imzalandı."][0], "", "")
    read_catalogues(write_catalogues(tmp_path, reworded))
    key = key_of("Qaimə imzalanıb.")
    propose(actor=SAMIRA, key=key, language="en", number=1)
    newest = versions(text_by_key(key).id, "en")[0]
    assert (newest.number, newest.author_id, newest.state, newest.how) == (2, SAMIRA.account_id, "proposed", "carried")
    with pytest.raises(OwnWork):
        approve(actor=SAMIRA, key=key, language="en", number=2)
    approve(actor=RENA, key=key, language="en", number=2)
    assert target(text_by_key(key).id, "en").stale_from is None


def test_a_text_that_is_gone_leaves_the_next_publication_and_comes_back_with_its_words(texts, tmp_path):
    approved(HELP, "Support")
    publish(actor=RENA)
    rest = {msgid: row for msgid, row in TEXTS.items() if msgid != "Kömək"}
    read_catalogues(write_catalogues(tmp_path, rest))
    approved(CASES, "Applications")
    assert plan().gone == (HELP,)
    publish(actor=RENA)
    assert len(items_of(2)) == 1
    read_catalogues(write_catalogues(tmp_path, TEXTS | {"Başqa": TEXTS["Kömək"]}))
    assert text_by_key(HELP).gone_at is None


def test_a_fuzzy_entry_is_not_shown_and_says_what_it_was_made_for(opened, tmp_path):
    def doubt(language, file):
        if language == "en":
            entry = file.find("Kömək")
            entry.flags, entry.previous_msgid = ["fuzzy"], "Yardım"

    read_catalogues(write_catalogues(tmp_path, change=doubt))
    found = target(text_by_key(HELP).id, "en")
    assert (found.state, found.shown, found.stale_from) == ("fuzzy", [], ["Yardım"])


def test_every_text_stands_in_every_language(texts):
    assert texts.scalar(select(func.count()).select_from(TextTarget)) == 3 * (len(TEXTS) + 1)
    assert texts.scalar(select(func.count()).select_from(TextVersion)) == 0
