"""How many cases are where, asked of workflows that SpiffWorkflow keeps, one file a case.

`fill` makes them, each as far into a process of nine user tasks as its case; `ask` counts what is
ready in all of them.
"""

import collections
import pathlib
import sys

from SpiffWorkflow import TaskState
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer

TASKS = ["a1", "a2", "a3", "a4", "a5", "a6", "a16", "a10", "a11"]
FOLDER = pathlib.Path("workflows")

PROCESS = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="pr07-file"
    targetNamespace="http://example.org/pr07">
  <process id="pr07" isExecutable="true">
    <startEvent id="start"/>
    {tasks}
    <endEvent id="end"/>
    {flows}
  </process>
</definitions>
"""


def process():
    steps = ["start", *TASKS, "end"]
    tasks = "\n".join(f'<userTask id="{task}" name="{task}"/>' for task in TASKS)
    flows = "\n".join(
        f'<sequenceFlow id="f{place}" sourceRef="{one}" targetRef="{next}"/>'
        for place, (one, next) in enumerate(zip(steps, steps[1:]))
    )
    parser = BpmnParser()
    parser.add_bpmn_str(PROCESS.format(tasks=tasks, flows=flows).encode())
    return parser.get_spec("pr07")


def fill(cases):
    FOLDER.mkdir()
    serializer = BpmnWorkflowSerializer()
    workflow = BpmnWorkflow(process())
    workflow.do_engine_steps()
    for _ in TASKS[:-1]:
        workflow.get_tasks(state=TaskState.READY, manual=True)[0].run()
        workflow.do_engine_steps()
    for case in range(cases):
        workflow.data["entity"] = f"Ministerio {case % 97}"
        (FOLDER / f"{case}.json").write_text(serializer.serialize_json(workflow))


def ask():
    serializer = BpmnWorkflowSerializer()
    ready = collections.Counter()
    for file in FOLDER.iterdir():
        workflow = serializer.deserialize_json(file.read_text())
        tasks = workflow.get_tasks(state=TaskState.READY)
        ready.update(task.task_spec.name for task in tasks)
    for name, cases in sorted(ready.items()):
        print(name, cases)


if sys.argv[1] == "fill":
    fill(int(pathlib.Path("cases").read_text()))
else:
    ask()
