"""Themes of comments from the definition: phrases, comments that have them, log-odds with a prior."""

import math
import unicodedata

from reference_numbers import benjamini_hochberg, share


def is_letter(code):
    return code.isalnum() or unicodedata.category(code).startswith("M")


def is_sign(code):
    return "\u3040" <= code <= "\u30ff" or "\u3400" <= code <= "\u9fff" or "\uf900" <= code <= "\ufaff"


def runs(text):
    """Runs of (word, is a sign) that no punctuation interrupts."""
    text = text.lower().replace("\u2018", "'").replace("\u2019", "'")
    all_runs, run, word = [], [], ""

    def end_word():
        nonlocal word
        if word:
            run.append((word, False))
        word = ""

    for i, code in enumerate(text):
        following = text[i + 1] if i + 1 < len(text) else " "
        if is_sign(code):
            end_word()
            run.append((code, True))
        elif is_letter(code) or (word and code in "'-" and is_letter(following) and not is_sign(following)):
            word += code
        else:
            end_word()
            if not code.isspace():
                all_runs.append(run)
                run = []
    end_word()
    return all_runs + [run]


def phrases(text, stop, longest):
    def may_end(word):
        return len(word.encode()) > 1 and not (word.isascii() and word.isdigit()) and word not in stop

    found = set()
    for run in runs(text):
        for start in range(len(run)):
            for end in range(start + 1, min(len(run), start + longest) + 1):
                if may_end(run[start][0]) and may_end(run[end - 1][0]):
                    phrase, before = "", False
                    for word, sign in run[start:end]:
                        phrase += ("" if not phrase or (before and sign) else " ") + word
                        before = sign
                    found.add(phrase)
    return found


def stop_words():
    import pathlib
    import re

    source = pathlib.Path(__file__).parents[3] / "journey-core/src/text/words.rs"
    listed = re.search(r'STOP_WORDS: &str = "(.*?)";', source.read_text("utf-8"), re.S)[1]
    return set(listed.replace("\\\n", " ").split())


def themes(comments, options, without_text=0):
    """`comments`: (within or None, group, text, customer, row, touchpoint); groups and places in byte order."""
    stop = set(options["stop_words"]) if options.get("stop_words") is not None else stop_words()
    least, prior, longest = options.get("least", 5), options.get("prior", 10.0), options.get("words", 3)
    sets = [phrases(one[2], stop, longest) for one in comments]
    total = {}
    for found in sets:
        for phrase in found:
            total[phrase] = total.get(phrase, 0) + 1
    total = {phrase: n for phrase, n in total.items() if n >= least}
    gone = set()
    for phrase, n in total.items():
        words = phrase.split(" ")
        for size in range(1, len(words)):
            for start in range(len(words) - size + 1):
                part = " ".join(words[start : start + size])
                if part in total and n >= 0.75 * total[part]:
                    gone.add(part)
    kept = sorted(set(total) - gone, key=str.encode)

    places = {}
    for one in comments:
        places.setdefault(one[0], set()).add(one[1])
    order = options.get("order") or (lambda name: name.encode())
    tests = []
    for place in sorted(places, key=lambda name: (name or "").encode()):
        members = [(one, found) for one, found in zip(comments, sets) if one[0] == place]
        groups = sorted(places[place], key=order)
        for phrase in kept:
            having = [(one, found) for one, found in members if phrase in found]
            if len(having) < least:
                continue
            for number, group in enumerate(groups):
                own, own_of = sum(one[1] == group for one, _ in having), sum(one[1] == group for one, _ in members)
                others, others_of = len(having) - own, len(members) - own_of
                if not others_of:
                    continue
                part = len(having) / len(members)
                sides = []
                for count, of in ((own, own_of), (others, others_of)):
                    without = of - count + prior * (1 - part)
                    sides += [count + prior * part, without if without > 0 else 0.5]
                a, b, c, d = sides
                log_odds = math.log(a / b) - math.log(c / d)
                z = log_odds / math.sqrt(1 / a + 1 / b + 1 / c + 1 / d)
                p = math.erfc(abs(z) / math.sqrt(2))
                mirrored = len(groups) == 2 and number == 1
                tests.append((place, group, phrase, own, own_of, others, others_of, log_odds, z, p, mirrored, having))
    p_adjusted = benjamini_hochberg([test[9] for test in tests])
    rows = []
    for place in sorted(places, key=lambda name: (name or "").encode()):
        for group in sorted(places[place], key=order):
            own = [(t, q) for t, q in zip(tests, p_adjusted) if t[0] == place and t[1] == group and t[7] > 0]
            own.sort(key=lambda pair: (-pair[0][8], pair[0][2].encode()))
            for t, q in own[: options.get("top", 10)]:
                rows.append({
                    "within": place, "group": group, "phrase": t[2], "comments": t[3],
                    "share": share(t[3], t[4], "comments of the group"),
                    "others": share(t[5], t[6], "comments of the other groups"),
                    "log_odds": t[7], "z": t[8], "p": t[9], "p_adjusted": q,
                    "examples": examples([one for one, _ in t[11] if one[1] == group], options.get("examples", 2)),
                })
    listed = [
        {"within": place, "group": group, "comments": sum(one[0] == place and one[1] == group for one in comments)}
        for place in sorted(places, key=lambda name: (name or "").encode())
        for group in sorted(places[place], key=order)
    ]
    return {"rows": rows, "groups": listed, "without_text": without_text, "tested": sum(not t[10] for t in tests)}


def examples(members, most):
    first = {}
    for one in sorted(members, key=lambda one: (one[3].encode(), one[4])):
        first.setdefault(one[2].strip(), one)
    chosen = sorted(first.items(), key=lambda item: (len(item[0].encode()), item[0].encode()))[:most]
    return [{"customer": one[3], "row": one[4], "touchpoint": one[5], "text": text, "compound": None} for text, one in chosen]
