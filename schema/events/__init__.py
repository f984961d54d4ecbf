"""The event types that come with the project, one module each."""

from risalah.schema.event import Event
from risalah.schema.events.agreement import Agreement
from risalah.schema.events.call import Call
from risalah.schema.events.ceremony import Ceremony
from risalah.schema.events.meeting import Meeting
from risalah.schema.events.statement import Statement
from risalah.schema.events.transfer import Transfer
from risalah.schema.events.visit import Visit
from risalah.schema.events.weapon_test import WeaponTest

EVENT_TYPES: tuple[type[Event], ...] = (
    Meeting,
    Visit,
    Call,
    Agreement,
    Statement,
    Transfer,
    WeaponTest,
    Ceremony,
)
