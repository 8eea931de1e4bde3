"""The operator's page of groups of information systems: what is granted to a group counts for who is in it (3.8.3)."""

from typing import Final

from flask import request
from flask.typing import ResponseReturnValue

from webapp.connections import exchange
from webapp.connections.forms.groups import GroupForm, GroupMemberForm, member_form
from webapp.connections.permissions import DECIDE, SEE
from webapp.connections.views.blueprint import office
from webapp.core.actor import current_actor
from webapp.core.text import _
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render

OUT: Final = "out"


@office.get("/groups")
@requires(SEE)
def groups() -> str:
    """Show every group with its systems and what it may address."""
    return _page(GroupForm(formdata=None), _members())


@office.post("/groups")
@requires(DECIDE, step_up=True)
def name_group() -> ResponseReturnValue:
    """Make a group, or give it another title."""
    form = GroupForm()
    if not form.validate():
        return _page(form, _members()), 422
    exchange.name_group(form.code.data or "", form.title.data or "", actor=current_actor())
    return redirect_to(".groups", notice=_("Qrup saxlanıldı."))


@office.post("/groups/members")
@requires(DECIDE, step_up=True)
def change_members() -> ResponseReturnValue:
    """Put a system into a group or take it out: it counts for its next message."""
    form = _members()
    if not form.validate():
        return _page(GroupForm(formdata=None), form), 422
    change = exchange.take_out_of_group if request.form.get("do") == OUT else exchange.put_into_group
    change(form.group.data, form.client.data, actor=current_actor())
    return redirect_to(".groups", notice=_("Qrupun tərkibi dəyişdirildi: növbəti sorğudan qüvvədədir."))


def _members() -> GroupMemberForm:
    return member_form({one.code: one.title for one in exchange.groups()}, sorted(exchange.known_clients()))


def _page(form: GroupForm, members: GroupMemberForm) -> str:
    may_change = current_actor().has(DECIDE.code)
    return render(
        "connections/groups.html", groups=exchange.groups(), form=form, members=members, may_change=may_change
    )
