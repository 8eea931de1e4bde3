from werkzeug.routing import AnyConverter, IntegerConverter, Rule

from webapp.ui.route import Route


def value_for(converter):
    """Something that the part of the address takes: one of those named, a number, or a word that must be quoted."""
    if isinstance(converter, AnyConverter):
        return next(iter(converter.items))
    return 7 if isinstance(converter, IntegerConverter) else "ü b"


def test_every_address_is_written_as_the_library_writes_it(app):
    for route in list(app.url_map.iter_rules())[::7]:
        plain = Rule(route.rule, endpoint=route.endpoint, defaults=route.defaults)
        plain.bind(app.url_map, rebind=True)
        known = {name: value_for(one) for name, one in route._converters.items() if name not in (route.defaults or ())}
        for asked in (known, {**known, "q": "ə&", "self": "1"}):
            for append in (False, True):
                if append or asked is known:
                    assert route.build(asked, append) == plain.build(asked, append)


def test_a_builder_is_made_when_an_address_is_first_written(app):
    route = Route("/never/<word>", endpoint="never")
    route.bind(app.url_map)
    before = route._build_unknown

    assert route.build({"word": "a", "b": "c"}) == ("", "/never/a?b=c")
    assert route._build_unknown is not before
    assert route.build({"word": "d"}) == ("", "/never/d")
