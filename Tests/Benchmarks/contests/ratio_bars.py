"""How many times better or worse than each peer, as bars on a logarithmic axis, legible on light and on dark pages."""

import math
from xml.sax.saxutils import escape

from .measuring import bound

WIDTH, LEFT, RIGHT = 1060, 530, 60
TOP, LINE, BAR = 58, 19, 12
# Ahead and behind differ in lightness and side, too, for those who do not see the colours.
COLOURS = {"ahead": ("#0b62c4", "#6cb2ff"), "behind": ("#c2410c", "#fb923c")}


def draw(lines):
    """Of `(contest, ratio, outcome)`, those that compare with a peer; a mark stands where a target is."""
    bars = [bar for bar in (compared(*line) for line in lines) if bar]
    if not bars:
        return ""
    height = TOP + LINE * len(bars) + 24
    farthest = max([4.0] + [max(factor, 1 / factor) for _, factor, *_ in bars])
    worst = max([2.0] + [1 / factor for _, factor, *_ in bars])
    span = math.log(worst * 1.2) + math.log(farthest * 1.4)

    def across(factor):
        return LEFT + (WIDTH - LEFT - RIGHT) * (math.log(factor) + math.log(worst * 1.2)) / span

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        'role="img" aria-label="How many times better than each peer sitrep is; the table below has the figures">',
        f"<style>{style()}</style>", f'<rect class="ground" width="{WIDTH}" height="{height}" rx="6"/>',
        f'<text class="title" x="16" y="24">Times better than the peer</text>',
        '<text class="tick" x="16" y="42">'
        'to the right of the line sitrep is ahead; a mark stands where the target is</text>']
    for tick in ticks(1 / worst / 1.2, farthest * 1.4):
        kind = "one" if tick == 1 else "grid"
        parts.append(f'<path class="{kind}" d="M{across(tick):.1f} {TOP - 4}V{height - 20}"/>')
        parts.append(f'<text class="tick" text-anchor="middle" x="{across(tick):.1f}" y="{height - 6}">{tick:g}</text>')
    for number, (label, factor, target, is_ahead) in enumerate(bars):
        y = TOP + LINE * number
        x0, x1 = sorted((across(1), across(factor)))
        kind = "ahead" if is_ahead else "behind"
        parts.append(f'<text class="name" text-anchor="end" x="{LEFT - 10}" y="{y + 10}">{escape(label)}</text>')
        parts.append(f'<rect class="{kind}" x="{x0:.1f}" y="{y}" width="{max(x1 - x0, 1):.1f}" height="{BAR}"/>')
        if target:
            parts.append(f'<path class="target" d="M{across(target):.1f} {y - 2}v{BAR + 4}"/>')
        farther = max(x1, across(target) if target else x1)
        parts.append(f'<text class="tick" x="{farther + 5:.1f}" y="{y + 10}">{factor:.2f}</text>')
    return "\n".join(parts) + "\n</svg>\n"


def compared(contest, line, _):
    """Label, factor by which we are better, the factor that was wanted, and whether we are ahead."""
    name, _, peer = line["name"].partition(", sitrep / ")
    if not peer or line["measured"] <= 0:
        return None
    turned = (lambda value: value) if line["higher_is_better"] else (lambda value: 1 / value)
    factor = turned(line["measured"])
    target = turned(bound(line["wanted"])) if line["wanted"] else None
    return f"{contest}: {name.removeprefix(contest + ': ')}, {peer.replace('`', '')}", factor, target, factor >= 1


def ticks(low, high):
    steps = [step * 10.0 ** power for power in range(-3, 5) for step in (1, 2, 5)]
    within = [step for step in steps if low <= step <= high]
    return within if len(within) < 12 else [step for step in within if math.log10(step).is_integer()]


def style():
    def colours(index):
        return "".join(f".{name}{{fill:{pair[index]}}}" for name, pair in COLOURS.items())

    return (
        "text{font:12px system-ui,sans-serif;fill:#24292f}.title{font-weight:600;font-size:14px}.ground{fill:#fff}"
        ".tick{fill:#57606a}.grid{stroke:#d0d7de;fill:none}.one{stroke:#57606a;stroke-width:1.5;fill:none}"
        ".target{stroke:#24292f;stroke-width:2;fill:none}" + colours(0)
        + "@media(prefers-color-scheme:dark){text{fill:#e6edf3}.ground{fill:#161b22}.tick{fill:#9198a1}"
        ".grid{stroke:#30363d}.one{stroke:#9198a1}.target{stroke:#e6edf3}" + colours(1) + "}")
