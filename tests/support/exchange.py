"""Asking what the rooms offer, as the adaptation server does it: both protocols, one answer."""

from lxml import etree

from webapp.ehis.envelope import Header, build_message
from webapp.ehis.ids import Client, Member
from webapp.ehis.provider.application import adapter_application
from webapp.ehis.provider.service import NAMESPACE, provided_service
from webapp.ehis.provider.token import adapter_token
from webapp.ehis.provider.xsd import compiled
from webapp.ehis.reading import read_answer

POLICE = Client(Member("AZ", "GOV", "POLICE"), "checks")


class Asking:
    """The agency's side of the adaptation server; `rest` answers (status, JSON), `soap` the element of the answer."""

    def __init__(self):
        self.client = adapter_application().test_client()
        self.client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {adapter_token()}"

    def rest(self, code, **parameters):
        headers = {"X-Road-Client": "AZ/GOV/POLICE/checks", "X-Road-Id": "abcdefgh-1"}
        with self.client.get(f"/{code}", query_string=parameters, headers=headers) as answer:
            return answer.status_code, answer.get_json()

    def soap(self, code, **parameters):
        service = provided_service(code)
        body = etree.Element(f"{{{NAMESPACE}}}{code}")
        for name, value in parameters.items():
            etree.SubElement(body, f"{{{NAMESPACE}}}{name}").text = value
        raw = build_message(Header(POLICE, service.service, "abcdefgh-2"), body)
        with self.client.post("/", data=raw, content_type="text/xml") as answer:
            read = read_answer(answer.data).body
        assert compiled(service).validate(read), compiled(service).error_log
        return read


def texts(element):
    """Return {tag: text} of the leaves of an answer; of a list only the last."""
    return {etree.QName(one).localname: one.text for one in element.iter() if not len(one)}
