#!/usr/bin/env python3
"""fit-signed.py ROWS > src/annotate/signed.toml: what each sight of a wording is worth, in log odds.

ROWS is what this writes, with directories of labelled texts (ID.zh.md beside ID.json):

    SIGNED_ROWS=ROWS SIGNED_TEXTS=DIR[:DIR] cargo test --lib signed_rows

A label is {"boundaries": [{"quote", "claim_quote", "misconception_zh", "boundary_zh"}]}, where both quotations are
copied from the text and occur in it once. Texts that other people wrote stay out of the project: what is kept of
them is these weights. Logistic regression with a ridge penalty; a frame that few texts have stays near 0.
Needs scikit-learn. `--held-out` prints instead what is right of the wordings above each threshold, every text judged by
weights that were fitted to the other texts."""
import collections, json, re, sys
import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

PENALTY, FOLDS = 0.15, 6

def norm(text): return re.sub(r"[^0-9a-z\u3400-\u9fff]", "", (text or "").lower())
def grams(text): return collections.Counter(text[i:i + 2] for i in range(len(text) - 1))
def f1(a, b):
    x, y = grams(norm(a)), grams(norm(b))
    return 2 * sum((x & y).values()) / max(1, sum(x.values()) + sum(y.values()))

def labels(row):
    """The boundaries that a unit holds, as (misconceptions, boundaries)."""
    if row.get("lines") is not None:
        said = [norm(t) for t in row["text"] if len(norm(t)) > 3]
        return [(g["believed"], g["shown"]) for g in row["lines"] if any(norm(l).endswith(s) for l in g["lines"] for s in said)]
    home = norm("".join(row["text"]))
    return [([g["misconception_zh"]], [g["boundary_zh"]]) for g in row["gold"] or []
            if any(norm(g.get(key)) and norm(g[key]) in home for key in ("quote", "claim_quote"))]

def examples(rows):
    for row in rows:
        gold = labels(row)
        for wording in row["wordings"]:
            if wording["sound"] and wording["frame"]:
                seen = dict(wording["f"])
                seen["frame " + wording["rule"]] = 1
                right = any(max(f1(wording["m"], m) for m in ms) >= .35 or max(f1(wording["b"], b) for b in bs) > .5 for ms, bs in gold)
                yield seen, right, row

def fit(made):
    vectors = DictVectorizer()
    table = vectors.fit_transform([seen for seen, _, _ in made])
    weight = [{True: 1.0, False: .25}[row["id"].endswith(".md")] for _, _, row in made]
    model = LogisticRegression(C=PENALTY, max_iter=5000).fit(table, [right for _, right, _ in made], sample_weight=weight)
    return dict(zip(vectors.get_feature_names_out(), model.coef_[0])), model.intercept_[0]

def main():
    rows = [json.loads(line) for line in open(sys.argv[-1])]
    made = list(examples(rows))
    if "--held-out" in sys.argv:
        texts = sorted({row["id"] for _, _, row in made if row["id"].endswith(".md")})
        fold = {text: n % FOLDS for n, text in enumerate(texts)}
        scored = []
        for k in range(FOLDS):
            weights, bias = fit([m for m in made if fold.get(m[2]["id"]) != k])
            scored += [(bias + sum(weights.get(n, 0) * v for n, v in seen.items()), right) for seen, right, row in made if fold.get(row["id"]) == k]
        for least in (0, -.5, -1, -1.5, -2):
            above = [right for odds, right in scored if odds >= least]
            print(f"{least:5.1f}: {len(above)} wordings, {sum(above)} right")
        return
    weights, bias = fit(made)
    frames = {name[6:]: w for name, w in weights.items() if name.startswith("frame ")}
    known = re.findall(r'id = "([^"]+)"\nkind = [^\n]*\nstrength = [^\n]*\noutright = true', open("src/annotate/frames.toml").read())
    source = open("src/annotate/callout/signed.rs").read()
    sights = re.search(r"SignFeature \{(.*?)\}", source, re.S).group(1).replace("\n", " ").split(",")
    names = sorted(re.sub(r"(?<!^)([A-Z])", r"-\1", name.strip()).lower() for name in sights if name.strip())
    print("# Log odds, fitted by `scripts/fit-signed.py` to texts that nobody wrote for this project, which stay out\n"
          "# of it, beside the essays and the prose in `tests`; not written by hand. The names are explained in\n"
          "# `callout/signed.rs`.\n")
    print(f"bias = {bias:.3f}\n\n[frame]")
    print("\n".join(f"{name} = {frames.get(name, 0):.3f}" for name in sorted(known)))
    print("\n[weight]")
    print("\n".join(f"{name} = {weights.get(name, 0):.3f}" for name in names))

main()
