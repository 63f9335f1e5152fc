"""What site generators add to Markdown is no text, and everything that a page shows is."""

import time

import pytest

from aligner.core import BlockKind
from aligner.read.markdown import blocks


def texts(markdown: str) -> list[str]:
    found = blocks(markdown)
    for block in found:
        for char, at in zip(block.text, block.offsets, strict=True):
            assert char in (markdown[at], " ") or char in "⁰¹²³⁴⁵⁶⁷⁸⁹⁻₂", (char, markdown[at])
    return [block.text for block in found if block.kind is not BlockKind.CODE]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        # kramdown
        ("{: .tier-low .beta}\nLevel one: none", ["Level one: none"]),
        ("- {: .tier}Level two.\n\n- {: .tier}Level three.", ["Level two.", "Level three."]),
        ("Some *red*{: .red} _fish_{: style='x'}.\n{: #id .class}", ["Some red fish."]),
        ("- The contents\n{:toc}\n\nText", ["Text"]),
        ("{::comment}\nNot this.\n\nNor this.\n{:/comment}\n\nThis.", ["This."]),
        ('{::nomarkdown}\n{% include box.html title="x" %}\n{:/}\n\nText', ["Text"]),
        ("Term\n: What it means.\n", ["Term", "What it means."]),
        # Pandoc and others
        ("It holds 10^6^ fish and CO~2~ on 5 m^2^.", ["It holds 10⁶ fish and CO₂ on 5 m²."]),
        ("Two ==marked words==, a==b, `x^2^`, 2^10 and ~5 km.", ["Two marked words, a==b, x^2^, 2^10 and ~5 km."]),
        # Liquid
        ("{% if page.x %}\nSeen by some.\n{% endif %}", ["Seen by some."]),
        ("{% highlight ruby %}\nputs 5\n\nputs 6\n{% endhighlight %}\n\nText", ["Text"]),
        ('Read [our page]({{ "/a b" | prepend: site.url }}) now.', ["Read our page now."]),
        ("Read [our page]({{ site.url }}) now.", ["Read our page now."]),
        ("Hello {{ name }}.", ["Hello {{ name }}."]),
        # Hugo
        ('{{< figure src="a.png" title="Old pier" >}}\n\nThe pier is closed.', ["The pier is closed."]),
        ('{{% roadmap/div class="x" %}}\nA step.\n{{% /roadmap/div %}}', ["A step."]),
        ("{{< highlight go >}}\nx := 5\n{{< /highlight >}}\n\nText", ["Text"]),
        ('Press {{< key "a" >}} now.', ["Press now."]),
        # MDX
        ("import A from './a';\nimport {\n  B,\n  C,\n} from 'b'\nimport 'x.css'\n\nText", ["Text"]),
        ("export const meta = {\n  title: 'x',\n\n  n: 5\n}\n\nText", ["Text"]),
        (
            '<Intro>\n\nText\n\n</Intro>\n\n<Pic sizes={{a: 1}} onClick={() => go()} caption="x" />\n\nMore',
            ["Text", "More"],
        ),
        ('## State {/*state*/}\n\nSome <Tip text="a > b">word</Tip> here.', ["State", "Some word here."]),
        ("imports from the East rose.\n\nexport duties fell.", ["imports from the East rose.", "export duties fell."]),
        ("import taxes from 'before' stay.\n", ["import taxes from 'before' stay."]),
        # containers and admonitions
        (":::info Read this\n\n- one\n:::\n\nText", ["Read this", "one", "Text"]),
        (":::note[A title]\nText\n:::\nMore", ["A title", "Text", "More"]),
        ("::: {.callout-note}\nText\n:::", ["Text"]),
        ('!!! note "Mind"\n    Be careful.\n\n    - or not\n\nText', ["Mind", "Be careful.", "or not", "Text"]),
        ("??? tip\n    Try it.\n", ["Try it."]),
        ('=== "Linux"\n    Run it.\n', ["Linux", "Run it."]),
        (
            '!!! note\n    Outer\n\n    !!! tip "In"\n        Inner\n\n    Outer again\n\nText',
            ["Outer", "In", "Inner", "Outer again", "Text"],
        ),
        ("> [!NOTE]\n> Be careful.", ["Be careful."]),
        ("> [!tip]+ A title\n> Be careful.", ["A title", "Be careful."]),
        ("```{note}\nBe careful.\n```\n\nText", ["Be careful.", "Text"]),
        ("Wow!!! note this", ["Wow!!! note this"]),
        # anchors and links
        ("## Introduction {#intro}\n", ["Introduction"]),
        ('## Head {#a .b key="c d"}\n\n[x](y){target=_blank} there', ["Head", "x there"]),
        ("[[an_anchor]]\nText", ["Text"]),
        ("See [[Some Page]] and [[page-2|the second]].", ["See Some Page and the second."]),
        ("See [[Some Page]](/there).", ["See [Some Page]."]),
        ("![[picture.png]]\n\nText", ["Text"]),
        ("[TOC]\n\n[[_TOC_]]\n\nText", ["Text"]),
        ("![photo-1.jpeg](a.jpeg)\n\n![A boat](b.jpeg)", ["A boat"]),
        # HTML
        ('<aside markdown="1">\n<p>\n— @ann, ["Of bread"](http://x.org)\n</p>\n</aside>', ['— @ann, "Of bread"']),
        (
            "It holds 10<sup>6</sup> fish, CO<sub>2</sub>, 1<sup>er</sup>, 5 m<sup>-2</sup>.",
            ["It holds 10⁶ fish, CO₂, 1er, 5 m⁻²."],
        ),
        ("It left <del>late</del><ins>early</ins>.", ["It left early."]),
        ("<p>10<sup>6</sup> fish</p>", ["10⁶ fish"]),
        # what is code stays as it is
        ("Use `{% if %}` and `{{< x >}}` and ``{: .a}``.", ["Use {% if %} and {{< x >}} and {: .a}."]),
        ("A set \\{#x}.", ["A set {#x}."]),
    ],
)
def test_markup_of_generators_is_no_text(markdown: str, expected: list[str]) -> None:
    assert texts(markdown) == expected


def test_code_keeps_what_looks_like_markup() -> None:
    source = "```jsx\nimport A from 'a'\n\n<A b={c} /> {: .x} [[y]]\n```\n"
    (block,) = blocks(source)
    assert block.kind is BlockKind.CODE
    assert "<A b={c} /> {: .x} [[y]]" in block.text


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("title: Bread and nights\ndate: 2020-05-06", ["Bread and nights"]),
        ("title: 'It''s late'  # shown\nlayout: x", ["It's late"]),
        ('description: "He said \\"no\\"."', ['He said "no".']),
        ("description: >-\n  One line\n  and another.\nlayout: x", ["One line and another."]),
        ("summary: One line\n  and another.\ntags: [a, b]", ["One line and another."]),
        ("hero:\n  tagline: The best bread\n  image: x.png", ["The best bread"]),
        ("footer: >\n  <p>By <a href='x'>Ann</a>.</p>\n  <p>Soon.</p>", ["By Ann.", "Soon."]),
        ("footer: false\ntitle: 2020", []),
        ("# title: no\nlayout: x", []),
    ],
)
def test_front_matter_gives_what_the_page_shows(head: str, expected: list[str]) -> None:
    assert texts(f"---\n{head}\n---\n\nText") == [*expected, "Text"]


OPENINGS = (
    """{{< |{% |{% comment %}|{/*|{: |{::|[[|<A |<A "|`|```|{#|{.a|{{a|<a x={|export {\n|import {\n|:::a |> [!x]"""
)


@pytest.mark.parametrize("unit", OPENINGS.split("|"))
def test_markup_that_never_ends_takes_no_time(unit: str) -> None:
    began = time.process_time()
    blocks(unit * (100_000 // len(unit)))
    assert time.process_time() - began < 5


def test_what_abbreviations_mean_is_no_text() -> None:
    text = "The HTML of the harbour.\n\n*[HTML]: Hyper Text Markup Language\n*[W3C]: a consortium\n\nThe end.\n"
    assert [block.text for block in blocks(text)] == ["The HTML of the harbour.", "The end."]
