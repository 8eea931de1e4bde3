from hypothesis import example, given
from hypothesis import strategies as st

from webapp.ehis.faults import KINDS, LOCATIONS, Severity, old_spelling, parse_code


@example(location="server", kind="client_proxy_version_not_supported")
@given(location=st.sampled_from(LOCATIONS), kind=st.sampled_from(sorted(KINDS)))
def test_both_spellings_of_every_code_mean_the_same(location, kind):
    code = f"{location}.{kind}"

    assert parse_code(old_spelling(code)) == parse_code(code)
    assert str(parse_code(code)) == code


def test_the_old_spelling_is_that_of_servers_before_7_8():
    assert old_spelling("server.serverproxy.access_denied") == "Server.ServerProxy.AccessDenied"
    assert old_spelling("server.clientproxy.global_conf_outdated") == "Server.ClientProxy.OutdatedGlobalConf"


def test_the_constant_that_got_another_name_is_recognised_under_its_old_one():
    assert parse_code("Server.ClientProxy.OutdatedGlobalConf").kind == "global_conf_outdated"


def test_a_more_detailed_code_belongs_to_its_kind():
    code = parse_code("Server.ServerProxy.ServiceFailed.HttpError")

    assert (code.kind, code.severity) == ("service_failed", Severity.TRANSIENT)


@given(st.text(max_size=200))
def test_any_text_as_a_code_is_answered_with_some_severity(text):
    assert parse_code(text).severity in Severity
    if not any(text.lower().startswith(prefix[:6]) for prefix in LOCATIONS) and not text.strip():
        assert parse_code(text).severity is Severity.PERMANENT
