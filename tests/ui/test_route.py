from werkzeug.routing import Rule

from webapp.ui.route import Route

SAMPLES = {"int": 7, "string": "a b/ü", "default": "a b/ü", "path": "a/b ü"}


def values(rule):
    found = {name: rule._converters[name] for name in rule.arguments - set(rule.defaults or ())}
    return {
        name: next(iter(one.items))
        if hasattr(one, "items")
        else 7
        if one.__class__.__name__ == "IntegerConverter"
        else "ü b"
        for name, one in found.items()
    }


def test_every_address_is_written_as_the_library_writes_it(app):
    for route in list(app.url_map.iter_rules())[::7]:
        plain = Rule(route.rule, endpoint=route.endpoint, defaults=route.defaults)
        plain.bind(app.url_map, rebind=True)
        known = values(route)
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
