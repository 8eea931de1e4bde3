"""The first page of a sign-in: which of the four means."""

from authlib.oauth2.rfc6749 import AccessDeniedError
from flask import Blueprint, Response

from mocks.asan_login.interactions import Interaction
from mocks.asan_login.means.levels import Means
from mocks.asan_login.pages.authorize import refuse
from mocks.asan_login.pages.frame import in_interaction, render, same_origin_only
from mocks.asan_login.provider import current_provider

blueprint = Blueprint("chooser", __name__, url_prefix="/sign-in/<interaction_id>")
same_origin_only(blueprint)


@blueprint.get("")
@in_interaction()
def choose(interaction: Interaction) -> Response:
    """Show the means that are on offer and strong enough."""
    off = current_provider().switched_off
    means = [one for one in Means if one not in off and interaction.allows(one)]
    return render("choose.html", interaction=interaction, means=means)


@blueprint.post("/cancel")
@in_interaction(even_ended=True)
def cancel(interaction: Interaction) -> Response:
    """Go back to the relying party without signing in (error access_denied)."""
    current_provider().interactions.take(interaction.id)
    params = interaction.params
    return refuse(AccessDeniedError(redirect_uri=params["redirect_uri"], state=params.get("state")))
