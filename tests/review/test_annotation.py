"""Import files of annotation tools, in the shape that their own libraries read."""

import io
import json
import zipfile
from xml.etree import ElementTree as ET

import pytest

from factdesk.review.decisions import LABELS
from factdesk.review.exports.annotation import write_argilla, write_label_studio


def unpacked(store, write, queue=None):
    out = io.BytesIO()
    with store.reading() as session:
        write(session, out, queue)
    with zipfile.ZipFile(out) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_label_studios_tasks_answer_the_controls_of_its_interface(store, decided):
    files = unpacked(store, write_label_studio)
    view = ET.fromstring(files["labels.xml"])  # noqa: S314 - our own
    shown = {tag.get("name"): tag.get("value") for tag in view.iter("Text")}
    controls = {tag.get("name"): tag for tag in view.iter() if tag.get("toName")}
    choices = [tag.get("value") for tag in controls["verdict"].iter("Choice")]
    assert choices == list(LABELS)
    tasks = json.loads(files["tasks.json"])
    assert len(tasks) == 4
    for task in tasks:
        assert all(task["data"][value.removeprefix("$")] for value in shown.values())
        for answer in (*task["predictions"], *task.get("annotations", ())):
            for part in answer["result"]:
                assert part["type"] == controls[part["from_name"]].tag.lower()
                assert part["to_name"] in shown
                assert part["type"] != "choices" or set(part["value"]["choices"]) <= set(choices)
    decided_ones = [task["annotations"][0]["result"][0]["value"]["choices"] for task in tasks if "annotations" in task]
    assert decided_ones == [["refuted"], ["conflicting"], ["not_checkable"]]
    assert tasks[3]["predictions"][0]["result"][0]["value"]["choices"] == ["supported"]


def test_argillas_records_fit_its_settings(store, decided):
    files = unpacked(store, write_argilla)
    settings = json.loads(files[".argilla/settings.json"])
    assert json.loads(files[".argilla/dataset.json"])["name"]
    questions = {one["name"]: one["settings"] for one in settings["questions"]}
    known = {one["name"] for one in settings["metadata"]}
    names = [one["name"] for part in ("fields", "questions", "metadata") for one in settings[part]]
    assert len(set(names)) == len(names)
    records = json.loads(files["records.json"])
    assert [record["id"] for record in records] == ["1", "2", "3", "4"]
    for record in records:
        assert set(record["fields"]) == {one["name"] for one in settings["fields"] if one["required"]}
        assert set(record["metadata"]) <= known
        assert set(record["suggestions"]) <= set(questions)
        offered = [option["value"] for option in questions["verdict"]["options"]]
        assert record["suggestions"]["verdict"]["value"] in offered
    assert [record["suggestions"]["verdict"]["agent"] for record in records] == ["reviewers"] * 3 + ["1"]


@pytest.mark.parametrize("form", ["label-studio", "argilla"])
def test_the_api_gives_the_same_files_to_editors_alone(decided, browse, form):
    answer = browse("eva").get(f"/api/export?form={form}")
    assert zipfile.is_zipfile(io.BytesIO(answer.content))
    assert answer.headers["content-disposition"] == f'attachment; filename="{form}.zip"'
    assert browse("ana").get(f"/api/export?form={form}").status_code == 403


def test_another_queue_stays_out_of_it(store, decided):
    assert json.loads(unpacked(store, write_label_studio, "politics")["tasks.json"]) == []
