using System.Text;

namespace Groundwork.TestKit.Hostile;

/// <summary>Hostile and broken texts: plain text, tables, trees, markup, notebooks and source code.</summary>
public static class HostileTexts
{
    /// <summary>All of them, in an order that never changes.</summary>
    public static IReadOnlyList<HostileFile> All { get; } =
    [
        new("zero-bytes.txt", () => []),
        new("zero-bytes.json", () => []),
        new("only-a-mark.txt", () => [0xEF, 0xBB, 0xBF]),
        Text("single-line.txt", () => Times("word ", 400_000)),
        Text("zero-width-only.txt", () => Times("\u200B\u200D\uFEFF", 1000)),
        Text("direction-overrides-and-tags.txt", () => "pay \u202Eelohw\u202C now " + string.Concat("ignore".Select(c => char.ConvertFromUtf32(0xE0000 + c)))),
        new("bad-utf8.txt", () => [.. "start "u8, 0xC3, 0x28, 0xA0, 0xA1, 0xE2, 0x82, 0xF0, 0x90, 0x28, 0xBC, .. " end"u8], MayBeRead: true),
        new("odd-utf16.txt", () => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("half a character"), 0x41], MayBeRead: true),
        new("lone-surrogates.txt", () => [0xFE, 0xFF, 0xD8, 0x00, 0x00, 0x41, 0xDC, 0x00, 0x00, 0x42], MayBeRead: true),
        new("mixed-encodings.txt", () => [.. Encoding.UTF8.GetBytes("Grüße 世界 "), .. Encoding.Latin1.GetBytes("Größe"), .. Encoding.UTF8.GetBytes(" и всё")], MayBeRead: true),
        new("binary-named.txt", () => [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 7919 >> 3))]),
        Text("hundred-thousand-columns.csv", () => string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"c{i}")) + "\n" + Times("1,", 99_999) + "1\n"),
        Text("unclosed-quotes.csv", () => "a,b\n1,\"open\n" + Times("1,2\n", 50_000)),
        Text("only-quotes.csv", () => new string('"', 500_000)),
        Text("ragged.csv", () => "a,b\n" + string.Concat(Enumerable.Range(0, 300).Select(i => Times("x,", i) + "\n"))),
        Text("long-header-short-rows.csv", () => new string('h', 900) + ",b\n" + Times("1,2\n", 50_000)),
        Text("deep.json", () => new string('[', 300_000)),
        Text("deep-records.json", () => Times("{\"a\":", 100_000)),
        Text("same-names-and-huge-numbers.json", () => "{" + Times("\"a\":1e99999,", 20_000) + "\"a\":" + new string('9', 10_000) + ",\"u\":\"\\uD800\"}"),
        Text("long-names-deep.json", () => string.Concat(Enumerable.Range(0, 200).Select(i => $"{{\"{new string('k', 1000)}\":")) + "1" + new string('}', 200)),
        Text("aliases.yaml", () => "a0: &a0 [x, x, x]\n" + string.Concat(Enumerable.Range(1, 30).Select(i => $"a{i}: &a{i} [*a{i - 1}, *a{i - 1}, *a{i - 1}]\n"))),
        Text("deep.yaml", () => new string('[', 100_000)),
        Text("deep-blocks.yaml", () => string.Join('\n', Enumerable.Range(0, 1500).Select(i => new string(' ', i) + "a:"))),
        Text("unclosed-quote.yaml", () => "a: \"" + Times("x\n", 50_000)),
        Text("entities.xml", () => "<!DOCTYPE a [<!ENTITY a \"xxxxxxxxxx\"><!ENTITY b \"&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;\">]><a>&c;</a>", mayBeRead: false),
        Text("external-entity.xml", () => "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>", mayBeRead: false),
        Text("deep.xml", () => Times("<a>", 100_000) + "x"),
        Text("deep-and-whole.xml", () => Times("<p>", 50_000) + "x" + Times("</p>", 50_000)),
        Text("many-attributes.xml", () => "<a " + string.Concat(Enumerable.Range(0, 50_000).Select(i => $"a{i}=\"1\" ")) + "/>"),
        Text("a-million-divs.html", () => Times("<div>", 1_000_000), mayBeRead: false),
        Text("unclosed-tags.html", () => Times("<p>a<b>b<table><tr><td>", 20_000)),
        Text("wide-and-deep.html", () => Times("<div>", 3000) + Times("<li>x</li>", 100_000), mayBeRead: false),
        Text("many-attributes.html", () => "<p " + string.Concat(Enumerable.Range(0, 100_000).Select(i => $"a{i}=1 ")) + ">x"),
        Text("only-a-script.html", () => "<script>" + new string('x', 500_000), mayBeRead: false),
        Text("many-siblings.html", () => Times("a<!-- c --><sup><a href=#x>1</a></sup>", 50_000)),
        Text("huge-spans.html", () => "<table>" + Times("<tr>" + Times("<td rowspan=9999 colspan=9999>x", 10), 200)),
        Text("brackets.md", () => new string('[', 200_000)),
        Text("open-links.md", () => Times("[a](b", 100_000)),
        Text("emphasis.md", () => Times("*a _b ", 100_000)),
        Text("backticks.md", () => string.Concat(Enumerable.Range(1, 1500).Select(i => "e" + new string('`', i)))),
        Text("nested-quotes.md", () => Times("> ", 100_000) + "x"),
        Text("link-definitions.md", () => Times("[a]: b\n", 100_000)),
        Text("open-instructions.md", () => Times("a <?", 200_000)),
        Text("underlined-headings.md", () => Times("a\n---\n", 60_000)),
        Text("wide-table.md", () => "|a|b|\n|-|-|\n" + Times("|*x*|`y`|\n", 5_000)),
        Text("boxes.md", () => Times("::: note\n", 50_000)),
        Text("broken-front-matter.md", () => "---\n" + Times("a: [\n", 10_000) + "---\nx"),
        Text("wrong-types.ipynb", () => "{\"cells\":[1,null,{\"cell_type\":5,\"source\":{}},{\"cell_type\":\"code\",\"source\":[\"a\",1],\"outputs\":3},{\"cell_type\":\"markdown\",\"source\":\"x\"}]}"),
        Text("no-cells.ipynb", () => "{\"cells\":{\"a\":[]}}", mayBeRead: false),
        Text("truncated.ipynb", () => "{\"cells\":[{\"cell_type\":\"code\",\"source\":\"x", mayBeRead: false),
        Text("flooding-output.ipynb", () => "{\"cells\":[{\"cell_type\":\"code\",\"source\":\"x\",\"outputs\":[{\"output_type\":\"stream\",\"text\":\"" + new string('y', 1_000_000) + "\"}]}]}"),
        Text("minified.js", () => Times("function a(b){var c=/[/]/.test(b)?\"}\":`x${b}`;return c};", 20_000)),
        Text("unbalanced.cs", () => Times("class A { ( [ \" ' /* ", 20_000)),
        Text("nested-comments.rs", () => Times("/*", 300_000) + "*/"),
        Text("nested-templates.js", () => Times("`${", 200_000)),
        Text("open-regexes.js", () => Times("(/[", 50_000)),
        Text("deep-classes.py", () => string.Join('\n', Enumerable.Range(0, 3000).Select(i => new string(' ', i % 500) + "class a:"))),
        Text("open-blocks.sql", () => "create procedure p() " + Times("begin case if ", 50_000)),
        Text("heredocs.sh", () => Times("cat <<EOF\n", 50_000)),
    ];

    private static HostileFile Text(string name, Func<string> make, bool mayBeRead = true) => new(name, () => Encoding.UTF8.GetBytes(make()), mayBeRead);

    private static string Times(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();
}
