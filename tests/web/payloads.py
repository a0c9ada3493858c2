"""Text that would like to be more than text, and what a page is made of."""

from html.parser import HTMLParser

MARK = "kvitter"
PAYLOADS = tuple(
    text.replace("X", MARK)
    for text in (
        "<script>X</script>",
        "<SCRIPT SRC=//X></SCRIPT>",
        "<img src=x onerror=X>",
        "<svg onload=X>",
        "<svg/onload=X>",
        "<b>X</b>",
        "<a href=javascript:X>x</a>",
        "<iframe src=//X></iframe>",
        "<object data=X>",
        "<embed src=X>",
        "<form action=//X><input name=csrf>",
        "<input autofocus onfocus=X>",
        "<textarea>X",
        "</textarea><script>X</script>",
        "</title><script>X</script>",
        "</style><script>X</script>",
        "</label></fieldset></form><form action=//X>",
        "<!-- X -->",
        "--><script>X</script>",
        "<![CDATA[X]]>",
        "<base href=//X>",
        "<meta http-equiv=refresh content=0;X>",
        "<link rel=stylesheet href=//X>",
        '"><script>X</script>',
        "'><script>X</script>",
        '" onmouseover=X "',
        "' onmouseover='X",
        '" autofocus onfocus="X',
        "` onload=X `",
        "javascript:X",
        "data:text/html,<b>X</b>",
        "&lt;script&gt;X&lt;/script&gt;",
        "&#60;script&#62;X",
        "&quot;&gt;X",
        "%3Cscript%3EX",
        "\\u003cscript\\u003eX",
        "\\x3cscript\\x3eX",
        "+ADw-script+AD4-X",
        "{{ X }}",
        "{% X %}",
        "{{ ''.__class__.__mro__ }} X",
        "${X}",
        "<%= X %>",
        "#{X}",
        "<details open ontoggle=X>",
        "<math><mi//xlink:href=//X>",
        "<marquee onstart=X>",
        "<style>@import '//X'</style>",
        "<p style=background:url(//X)>",
        "<td background=//X>",
    )
)


class Shape(HTMLParser):
    """The elements of a page with the names of their attributes, and its text: what text must not change."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[tuple[str, tuple[str, ...]]] = set()
        self.links: set[str] = set()
        self.comments = 0
        self.words: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add((tag, tuple(sorted(name for name, _ in attrs))))
        self.links |= {value or "" for name, value in attrs if name in ("href", "src", "action")}
        self.words += [value or "" for _, value in attrs]

    def handle_comment(self, data: str) -> None:
        self.comments += 1

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return "\n".join(self.words)
