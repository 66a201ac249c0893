"""Pictures of measurements as SVG, without a library: lines over logarithmic axes, for light and for dark pages."""

import math
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 420, 340
LEFT, RIGHT, TOP, BOTTOM = 62, 18, 34, 44
LEGEND = 30
# Colours of the series on light and on dark ground, told apart by those who do not see red and green, too.
COLOURS = [("#0b62c4", "#6cb2ff"), ("#c2410c", "#fb923c"), ("#0f766e", "#5eead4"), ("#7e22ce", "#d8b4fe"),
           ("#92660a", "#facc15"), ("#be185d", "#f9a8d4"), ("#475569", "#cbd5e1")]
MARKS = ["circle", "square", "diamond", "triangle"]


class Panel:
    """`series` has points by name; both axes are logarithmic."""

    def __init__(self, title, x_label, y_label, series):
        self.title, self.x_label, self.y_label = title, x_label, y_label
        self.series = {name: [(x, y) for x, y in points if x > 0 and y > 0] for name, points in series.items()}

    def bounds(self):
        points = [point for line in self.series.values() for point in line]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return (min(xs) / 1.25, max(xs) * 1.25), (min(ys) / 1.6, max(ys) * 1.6)

    def draw(self, offset):
        (x0, x1), (y0, y1) = self.bounds()
        right, bottom = WIDTH - RIGHT, HEIGHT - BOTTOM

        def across(x):
            return offset + LEFT + (right - LEFT) * math.log(x / x0) / math.log(x1 / x0)

        def up(y):
            return bottom - (bottom - TOP) * math.log(y / y0) / math.log(y1 / y0)

        parts = [f'<text class="title" x="{offset + LEFT}" y="20">{escape(self.title)}</text>']
        for tick in ticks(x0, x1):
            x = across(tick)
            parts.append(f'<path class="grid" d="M{x:.1f} {TOP}V{bottom}"/>')
            parts.append(f'<text class="tick" text-anchor="middle" x="{x:.1f}" y="{bottom + 16}">{short(tick)}</text>')
        for tick in ticks(y0, y1):
            y = up(tick)
            parts.append(f'<path class="grid" d="M{offset + LEFT} {y:.1f}H{offset + right}"/>')
            parts.append(
                f'<text class="tick" text-anchor="end" x="{offset + LEFT - 6}" y="{y + 4:.1f}">{short(tick)}</text>')
        parts.append(f'<text class="tick" text-anchor="middle" x="{offset + (LEFT + right) / 2}" y="{bottom + 34}">'
                     f"{escape(self.x_label)}</text>")
        middle = (TOP + bottom) / 2
        parts.append(f'<text class="tick" text-anchor="middle" transform="rotate(-90 {offset + 14} {middle})" '
                     f'x="{offset + 14}" y="{middle}">{escape(self.y_label)}</text>')
        for number, points in enumerate(self.series.values()):
            at = [(across(x), up(y)) for x, y in points]
            path = "L".join(f"{x:.1f} {y:.1f}" for x, y in at)
            if path:
                parts.append(f'<path class="line s{number}" d="M{path}"/>')
            parts += [mark(number, x, y) for x, y in at]
        return parts


def picture(panels):
    """Panels side by side, with one legend below them: all must have the same series in the same order."""
    width, names = WIDTH * len(panels), list(panels[0].series)
    height = HEIGHT + LEGEND
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-label="{escape("; ".join(panel.title for panel in panels))}">',
        f"<style>{style(len(names))}</style>", f'<rect class="ground" width="{width}" height="{height}" rx="6"/>']
    for number, panel in enumerate(panels):
        parts += panel.draw(WIDTH * number)
    step = (width - LEFT - RIGHT) / len(names)
    for number, name in enumerate(names):
        x, y = LEFT + step * number, HEIGHT + 8
        parts.append(f'<path class="line s{number}" d="M{x:.1f} {y}h22"/>')
        parts.append(mark(number, x + 11, y))
        parts.append(f'<text class="name" x="{x + 28:.1f}" y="{y + 4}">{escape(name)}</text>')
    return "\n".join(parts) + "\n</svg>\n"


def mark(number, x, y):
    """A shape besides the colour, so that lines are told apart in print, too."""
    shape, kind = MARKS[number % len(MARKS)], f'class="mark s{number}"'
    if shape == "circle":
        return f'<circle {kind} cx="{x:.1f}" cy="{y:.1f}" r="3.6"/>'
    outlines = {"square": "m-3.2 -3.2h6.4v6.4h-6.4z", "diamond": "m0 -4.4l4.4 4.4l-4.4 4.4l-4.4 -4.4z",
                "triangle": "m0 -4.2l4.2 7.2h-8.4z"}
    return f'<path {kind} d="M{x:.1f} {y:.1f}{outlines[shape]}"/>'


def style(count):
    def colours(index):
        of_series = [COLOURS[n % len(COLOURS)][index] for n in range(count)]
        return "".join(f".s{n}{{stroke:{one}}}.mark.s{n}{{fill:{one}}}" for n, one in enumerate(of_series))

    return (
        "text{font:12px system-ui,sans-serif;fill:#24292f}.title{font-weight:600;font-size:14px}.ground{fill:#fff}"
        ".grid{stroke:#d0d7de;fill:none}.line{fill:none;stroke-width:2}.mark{stroke-width:0}" + colours(0)
        + "@media(prefers-color-scheme:dark){text{fill:#e6edf3}.ground{fill:#161b22}.grid{stroke:#30363d}"
        + colours(1) + "}")


def ticks(low, high):
    """Powers of ten between two values; their doubles and halves, too, where there are few."""
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    whole = [10.0 ** power for power in powers if low <= 10.0 ** power <= high]
    if len(whole) > 2:
        return whole
    return [step * 10.0 ** power for power in powers for step in (1, 2, 5) if low <= step * 10.0 ** power <= high]


def short(number):
    for size, letter in ((1e6, " M"), (1e3, " k")):
        if number >= size:
            return f"{number / size:g}{letter}"
    return f"{number:g}"
