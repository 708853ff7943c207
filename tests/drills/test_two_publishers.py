#!/usr/bin/python3
"""Several publish into one history at the same moment: each publication is there wholly or was
refused, and whoever is refused is told who came first."""

import collections
import json
import pathlib
import re

import drill

STALE = re.compile(
    r"confeed: error: (?P<path>.+): revision (?P<number>\d+) of meeting was published meanwhile by "
    r"(?P<by>\S+) at \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ; nothing was published\n"
)


def text_of(history, number):
    """The agenda of a revision, as far as it is of interest who published it."""
    text = drill.must("history", "show", f"meeting@{number}", "--file", "--history", history)
    return {
        session["id"]: session["title"]
        for day in json.loads(text)["days"]
        for slot in day["slots"]
        for session in slot.get("sessions", [])
    }


def titles(agenda):
    sessions = agenda["days"][0]["slots"][0]["sessions"]
    return {session["id"]: session["title"] for session in sessions}


def publish_at_once(folder, history, count, name, last):
    """Several publish each an agenda of their own, all at once. Gives how each ended, by number of
    the revision (of those refused None), and checks that nothing else has happened."""
    agendas = [drill.agenda(last + 1, f" of {name}-{i}") for i in range(count)]
    files = [
        drill.save(pathlib.Path(folder, f"{i}.yaml"), agenda) for i, agenda in enumerate(agendas)
    ]
    processes = [
        drill.start("publish", "--history", history, "--by", f"{name}-{i}", file)
        for i, file in enumerate(files)
    ]
    endings = [drill.end(process) for process in processes]
    winners = {}
    for i, ending in enumerate(endings):
        if ending.status == 0:
            done = re.match(r"meeting: revision (\d+), ", ending.output)
            assert done and ending.errors == "", ending
            assert int(done[1]) not in winners, f"revision {done[1]} twice"
            winners[int(done[1])] = i
    numbers = drill.revisions(history)
    assert sorted(winners) == list(range(last + 1, numbers[0] + 1)), (winners, numbers)
    assert winners, endings
    for ending in endings:
        if ending.status != 0:
            told = STALE.fullmatch(ending.errors)
            assert ending.status == 3 and ending.output == "" and told, ending
            number = int(told["number"])
            assert told["path"] == str(history)
            assert told["by"] == f"{name}-{winners[number]}", (ending, winners)
    for number, i in winners.items():
        assert text_of(history, number) == titles(agendas[i]), f"revision {number} is not {i}'s"
    return len(winners), numbers[0]


def many_rounds(count, rounds, restart):
    """Several at once, again and again; a new history is begun every so many rounds."""
    outcomes = collections.Counter()
    last = 0
    with drill.scratch() as folder:
        for number in range(rounds):
            if number % restart == 0:
                history, last = pathlib.Path(folder, f"{number}.db"), 0
            won, last = publish_at_once(folder, history, count, f"round-{number}", last)
            outcomes[won] += 1
            if number % restart == restart - 1 or number == rounds - 1:
                drill.verify(history)
    told = ", ".join(f"{n} rounds with {won} done" for won, n in sorted(outcomes.items()))
    lost = sum(n * (count - won) for won, n in outcomes.items())
    print(f"{count} at once: {told}; {lost} refused, each with who came first; lost: 0")


def test_two_at_once():
    many_rounds(2, drill.rounds(60, 10), restart=10)


def test_eight_at_once():
    many_rounds(8, drill.rounds(15, 3), restart=3)


def test_a_service_and_a_publisher_at_once():
    rounds = drill.rounds(15, 4)
    counts = collections.Counter()
    with drill.scratch() as folder:
        history, file = pathlib.Path(folder, "history.db"), pathlib.Path(folder, "agenda.yaml")
        other = pathlib.Path(folder, "other.yaml")
        drill.must("publish", "--history", history, drill.save(file, drill.agenda(1)))
        with drill.service(folder, "--history", history, file) as service:
            for number in range(rounds):
                last = drill.revisions(history)[0]
                said = len(service.messages())
                drill.save(file, drill.agenda(number + 2, " saved"))
                drill.save(other, drill.agenda(number + 2, " published"))
                # The service waits for the end of saving, for about 0.2 s.
                ending = wait_and_publish(history, other, 0.2 + CHANCE.uniform(-0.03, 0.03))
                counts["published"] += ending.status == 0
                counts["publications refused"] += ending.status != 0
                message = service.wait_for_message("meeting: revision ", after=said)
                mine = int(re.search(r"revision (\d+), ", message)[1])
                numbers = drill.revisions(history)
                assert numbers[0] == last + 1 + (ending.status == 0), (numbers, last, ending)
                saved = text_of(history, mine)
                assert saved == titles(drill.agenda(number + 2, " saved")), saved
                counts["saved after a publication" if mine == last + 2 else "saved first"] += 1
                drill.wait_for(lambda n=numbers: service.number() == n[0], "the last one served")
            # The file is held back whenever the publication came after it.
            messages = [m for m in service.stop() if "; it is held back until it changes" not in m]
            assert len(messages) == rounds, messages
        drill.verify(history)
    print(f"{rounds} rounds: {dict(counts)}; lost: 0")


def wait_and_publish(history, file, seconds):
    drill.time.sleep(seconds)
    ending = drill.run("publish", "--history", history, "--by", "somebody", file)
    if ending.status != 0:
        assert ending.status == 3 and STALE.fullmatch(ending.errors), ending
    return ending


CHANCE = drill.chance()

if __name__ == "__main__":
    drill.run_tests(__name__)
