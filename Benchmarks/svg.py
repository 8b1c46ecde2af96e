"""What the charts have in common: a card that reads well on light pages and on dark ones, and needs nothing else."""

from html import escape

WIDTH = 880

STYLE = """
    text { font-family: system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; font-size: 13px }
    text { fill: #1f2328 }
    .title { font-size: 17px; font-weight: 600 }
    .small { font-size: 11px; fill: #59636e }
    .card { fill: #ffffff; stroke: #d1d9e0 }
    .met { fill: #2f7ebc }
    .missed { fill: #d4731c }
    .other { fill: #8c959f }
    .target { stroke: #1f2328; stroke-dasharray: 3 3 }
    .line { fill: none; stroke-width: 2; stroke-linejoin: round }
    .line-met { stroke: #2f7ebc }
    .line-missed { stroke: #d4731c }
    .line-third { stroke: #2d8a57; stroke-dasharray: 6 3 }
    .axis { stroke: #d1d9e0 }
    .phase { fill: #8c959f; fill-opacity: 0.14 }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3 }
      .small { fill: #9198a1 }
      .card { fill: #161b22; stroke: #3d444d }
      .met { fill: #4a9ad9 }
      .missed { fill: #e58a3c }
      .other { fill: #6e7681 }
      .target { stroke: #e6edf3 }
      .line-met { stroke: #4a9ad9 }
      .line-missed { stroke: #e58a3c }
      .line-third { stroke: #56c288 }
      .axis { stroke: #3d444d }
    }
"""


def card(title: str, label: str, explanations: list[str], height: int, parts: list[str]) -> str:
    """A picture: a title, up to two lines that explain it, and below y = 80 what `parts` draw.

    `label` is for those who hear it.
    """
    lines = [
        f'<text class="small" x="20" y="{49 + 16 * index}">{escape(text)}</text>'
        for index, text in enumerate(explanations)
    ]
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}"'
        f' role="img" aria-label="{escape(label)}">',
        f"<style>{STYLE}</style>",
        f'<rect class="card" x="0.5" y="0.5" width="{WIDTH - 1}" height="{height - 1}" rx="8"/>',
        f'<text class="title" x="20" y="30">{escape(title)}</text>',
        *lines,
        *parts,
        "</svg>",
    ]) + "\n"  # fmt: skip
