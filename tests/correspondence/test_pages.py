"""The way of a citizen through the pages, and of the officer who answers."""

from tests.correspondence.conftest import ARCHIVES


def test_a_citizen_writes_checks_and_sends_a_letter(world, enter):
    client = enter("citizen")
    page = client.get("/cabinet/letters", expect=200)
    choice = client.get(page.link("Orqanı seç"), expect=200)
    start = client.get(choice.link(ARCHIVES), expect=200)
    assert start.heading == ARCHIVES
    edit = client.get(client.submit(start, "/new", kind="application", expect=303).location, expect=200)
    check = client.submit(edit, "/edit", subject="Arxiv arayışı", text="Arayış istəyirəm.", do="next", expect=303)
    page = client.get(check.location, expect=200)
    assert "Arayış istəyirəm." in page.words
    shown = client.get(client.submit(page, "/send", expect=303).location, expect=200)
    assert "Qeydə alınıb" in shown.words
    assert "Baxılır" not in shown.words
    again = client.submit(page, "/send", expect=303)
    assert client.get(again.location, expect=200).heading == shown.heading
    assert client.get("/cabinet/letters", expect=200).words.count("Arxiv arayışı") == 1


def test_the_officer_takes_it_asks_and_sees_the_reply(world, enter):
    public_id = world.sent(to=ARCHIVES)
    office = enter("archivist")
    assert "Gediş cədvəli" in office.get("/office/letters", expect=200).words
    page = office.get(f"/office/letters/{public_id}", expect=200)
    office.submit(page, "/claim", expect=303)
    page = office.get(f"/office/letters/{public_id}", expect=200)
    token = page.form("/claim" if "/claim" in page.text else "/begin")["csrf_token"]
    office.post(f"/office/letters/{public_id}/begin", data={"csrf_token": token, "kind": "question"}, expect=303)
    write = office.get(f"/office/letters/{public_id}/write", expect=200)
    office.submit(write, "/write", text="Hansı dayanacaq?", do="send", expect=303)
    assert world.letter(public_id).state == "waiting"
    client = enter("citizen")
    page = client.get(f"/cabinet/letters/{public_id}", expect=200)
    assert "Hansı dayanacaq?" in page.words
    reply = client.get(client.submit(page, "/reply", expect=303).location, expect=200)
    client.submit(reply, "/reply/save", text="28 May", expect=303)
    assert world.letter(public_id).state == "in_work"


def test_others_and_other_authorities_find_nothing(world, enter):
    public_id = world.sent(to=ARCHIVES)
    enter("stranger").get(f"/cabinet/letters/{public_id}", expect=404)
    office = enter("officer")
    office.get(f"/office/letters/{public_id}", expect=404)
    assert "Gediş cədvəli" not in office.get("/office/letters?part=all", expect=200).words
