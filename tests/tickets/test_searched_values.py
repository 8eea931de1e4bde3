"""What a search asks is read without its form being made: the same values, and nothing that the form would refuse."""

from urllib.parse import urlencode

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from webapp.tickets.forms import SearchForm
from webapp.ui.form_values import values_of

DAYS = [
    "",
    " ",
    "31.12.2199",
    "2199-12-31",
    "30.12.2199",
    "31.02.2030",
    "01.01.2020",
    "2019-05-05",
    "1.1.2150",
    "01.01.3000",
]
WORDS = ["", " ", "Bakı", " Bakı   Gəncə ", "a\x00b", "ə" * 61, "x" * 60]
ASKED = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["day", "back"]), st.one_of(st.sampled_from(DAYS), st.text(max_size=12))),
        st.tuples(st.sampled_from(["origin", "target"]), st.one_of(st.sampled_from(WORDS), st.text(max_size=70))),
    ),
    min_size=1,
    max_size=8,
)
WHOLE = st.tuples(st.sampled_from(WORDS), st.sampled_from(WORDS), st.sampled_from(DAYS), st.sampled_from(DAYS)).map(
    lambda four: list(zip(("origin", "target", "day", "back"), four, strict=True))
)


def test_values_read_without_the_form_are_those_of_the_form(app):
    @settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.one_of(WHOLE, ASKED))
    def check(asked):
        with app.test_request_context("/tickets?" + urlencode(asked, errors="surrogatepass")) as context:
            sent = MultiDict(context.request.args)
            form = SearchForm(sent)
            assert values_of(SearchForm, dict(sent.lists())) == (form.data if form.validate() else None)

    check()


def test_a_day_that_is_over_and_a_way_back_before_the_way_out_are_refused_by_both(app):
    good = {"origin": ["Bakı"], "target": ["Gəncə"]}
    with app.test_request_context("/"):
        assert values_of(SearchForm, {**good, "day": ["01.01.2150"], "back": ["2150-01-01"]}) is not None
        assert values_of(SearchForm, {**good, "day": ["02.01.2150"], "back": ["01.01.2150"]}) is None
        assert values_of(SearchForm, {**good, "day": ["01.01.2020"]}) is None
