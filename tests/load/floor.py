"""The floor: what a bare Flask application on this server and this database can do. Ratios are taken to it.

One page is one SELECT by primary key and a small Jinja template; one transaction is one INSERT.
"""

import os
from datetime import UTC, datetime

from flask import Flask, abort, render_template
from jinja2 import DictLoader
from sqlalchemy import create_engine, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, sessionmaker

from webapp.core.db import sqlalchemy_url

ROWS = 20_000
PAGE = """<!doctype html>
<html lang="az">
<head><meta charset="utf-8"><title>{{ trip.title }}</title><link rel="stylesheet" href="/static/floor.css"></head>
<body>
<header><a href="/">Floor</a></header>
<main>
<h1>{{ trip.title }}</h1>
<dl>
<dt>From</dt><dd>{{ trip.origin }}</dd>
<dt>To</dt><dd>{{ trip.destination }}</dd>
<dt>Leaves</dt><dd>{{ trip.leaves_at.strftime("%d.%m.%Y %H:%M") }}</dd>
<dt>Price</dt><dd>{{ "%.2f"|format(trip.price / 100) }} AZN</dd>
</dl>
<ul>{% for seat in range(1, 6) %}<li><a href="/trips/{{ trip.id }}/seats/{{ seat }}">{{ seat }}</a></li>{% endfor %}</ul>
</main>
<footer>Nothing but a page.</footer>
</body>
</html>
"""
TABLES = """
DROP SCHEMA IF EXISTS floor CASCADE;
CREATE SCHEMA floor;
CREATE TABLE floor.trips (
    id bigint PRIMARY KEY, title text NOT NULL, origin text NOT NULL, destination text NOT NULL,
    leaves_at timestamptz NOT NULL, price bigint NOT NULL
);
INSERT INTO floor.trips
SELECT n, 'Bakı – Gəncə ' || n, 'Bakı', 'Gəncə', now() + n * interval '1 minute', 900 + n % 700
FROM generate_series(1, :rows) AS n;
CREATE TABLE floor.holds (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, trip_id bigint NOT NULL REFERENCES floor.trips,
    holder text NOT NULL, at timestamptz NOT NULL
);
"""


class Base(DeclarativeBase):
    pass


class Trip(Base):
    __tablename__ = "trips"
    __table_args__ = {"schema": "floor"}  # noqa: RUF012 - SQLAlchemy's own way

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    origin: Mapped[str]
    destination: Mapped[str]
    leaves_at: Mapped[datetime]
    price: Mapped[int]


class Hold(Base):
    __tablename__ = "holds"
    __table_args__ = {"schema": "floor"}  # noqa: RUF012 - SQLAlchemy's own way

    id: Mapped[int] = mapped_column(primary_key=True)
    trip_id: Mapped[int]
    holder: Mapped[str]
    at: Mapped[datetime]


def make_tables(url):
    """Make the floor's tables in the database, beside the portal's."""
    engine = create_engine(sqlalchemy_url(url))
    with engine.begin() as connection:
        for statement in filter(str.strip, TABLES.split(";")):
            connection.execute(text(statement), {"rows": ROWS} if ":rows" in statement else {})
    engine.dispose()


def create_app(url):
    app = Flask(__name__, static_folder=None)
    app.jinja_env.loader = DictLoader({"trip.html": PAGE})
    sessions = sessionmaker(create_engine(sqlalchemy_url(url), pool_size=8))

    @app.get("/trips/<int:number>")
    def show(number):
        with sessions() as session:
            trip = session.get(Trip, number) or abort(404)
            return render_template("trip.html", trip=trip)

    @app.post("/trips/<int:number>/holds")
    def hold(number):
        with sessions.begin() as session:
            session.add(Hold(trip_id=number, holder="floor", at=datetime.now(UTC)))
        return "held"

    return app


def __getattr__(name):
    """Make `app` when the web server asks for it, not when somebody imports the tables."""
    if name == "app":
        return create_app(os.environ["DATABASE_URL"])
    raise AttributeError(name)
