"""Whatever the OpenAPI document allows, and what it does not: no request makes the server fail."""

import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode

from factdesk.review import people

#: things that are there, so that requests get further than "not found"
THERE = {"claim_id": 1, "view_id": 1, "hook_id": 1, "name": "default"}


def test_no_request_makes_the_server_fail(app, store, team, fill, browse, clock):
    fill(0.9, 0.8, 0.7)
    root = browse("root")
    root.api("POST", "/api/views", {"name": "mine", "filters": {}})
    root.api("POST", "/api/webhooks", {"url": "https://93.184.215.14/hook"})
    root.api("POST", "/api/claims/1/lease")
    with store.writing() as session:
        token = people.add_token(session, "root", "test", actor="test", now=clock.now)
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app)
    asked = set()
    for found in schema.get_all_operations():
        operation = found.ok()
        needed = {one.name for one in operation.path_parameters}
        there = {name: value for name, value in THERE.items() if name in needed}
        valid = operation.as_strategy(generation_mode=GenerationMode.POSITIVE, path_parameters=there or None)
        anything = operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)

        @settings(max_examples=6, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(st.one_of(valid, anything))
        def ask(case):
            answer = case.call(headers={"Authorization": f"Bearer {token}"})
            asked.add(case.operation.label)
            assert answer.status_code < 500, f"{case.operation.label}: {answer.text}"

        ask()
    assert len(asked) > 25
