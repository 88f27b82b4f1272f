namespace Groundwork.Documents.Tests.Fidelity;

/// <summary>Documents of known structure: the whole canonical text, headings, tables and places are compared exactly.</summary>
public sealed class TextFidelityTests
{
    private static Task<Document> ReadAsync(string path, string text) => Reading.TextAsync(MediaTypes.OfName(path)!, text, path);

    private static (string Text, int Level)[] Headings(Document document) =>
        [.. document.Blocks.Where(block => block.Kind == BlockKind.Heading).Select(block => (block.Span.Of(document.Text), block.Level))];

    private static int? LineOf(Document document, string words) => document.PlaceOf(new Language.TextSpan(document.Text.IndexOf(words, StringComparison.Ordinal), words.Length)).Line;

    [Fact]
    public async Task A_table_in_text_becomes_a_table_with_the_line_of_each_row()
    {
        var document = await ReadAsync("prices.csv", "Name;Price;Since\nApple;1,20;2024-01-01\n\"Pear; big\";2,50;2024-02-01\n\"two\nlines\";3;2024-03-01\nshort;4\n");
        document.Text.ShouldBe("""
            | Name | Price | Since |
            | --- | --- | --- |
            | Apple | 1,20 | 2024-01-01 |
            | Pear; big | 2,50 | 2024-02-01 |
            | two lines | 3 | 2024-03-01 |
            | short | 4 |  |
            """);
        document.Blocks.ShouldHaveSingleItem().Kind.ShouldBe(BlockKind.Table);
        LineOf(document, "| two").ShouldBe(4);
        LineOf(document, "| short").ShouldBe(6);
        document.Notes.ShouldHaveSingleItem().ShouldContain("line 6");
    }

    [Fact]
    public async Task A_long_table_repeats_its_header_in_every_piece()
    {
        var document = await ReadAsync("long.tsv", "id\tname\n" + string.Concat(Enumerable.Range(1, 100).Select(i => $"{i}\tthing {i}\n")));
        document.Blocks.Count.ShouldBe(3);
        foreach (var piece in document.BlockTexts()) piece.ShouldStartWith("| id | name |\n| --- | --- |\n");
        foreach (var i in Enumerable.Range(1, 100)) LineOf(document, $"| {i} | thing {i} |").ShouldBe(i + 1);
    }

    [Fact]
    public async Task A_wide_table_becomes_lines_with_the_name_of_each_column()
    {
        var document = await ReadAsync("wide.csv", string.Join(',', Enumerable.Range(1, 40).Select(i => $"c{i}")) + "\n" + string.Join(',', Enumerable.Range(1, 40).Select(i => i % 2 == 0 ? "" : $"v{i}")) + "\n");
        document.Text.ShouldBe(string.Join('\n', Enumerable.Range(1, 40).Where(i => i % 2 == 1).Select(i => $"c{i}: v{i}")));
    }

    [Fact]
    public async Task A_table_without_a_header_gets_numbers()
    {
        var document = await ReadAsync("plain.csv", "1,2\n3,4\n");
        document.Text.ShouldBe("| 1 | 2 |\n| --- | --- |\n| 1 | 2 |\n| 3 | 4 |");
        document.Notes.ShouldHaveSingleItem().ShouldContain("header");
    }

    [Fact]
    public async Task Json_becomes_headings_lines_and_tables()
    {
        var document = await ReadAsync("api.json", """
            {
              "openapi": "3.1",
              "info": { "title": "Pets", "version": "1" },
              "servers": [
                { "url": "http://a", "name": "x" },
                { "url": "http://b", "name": "y" }
              ],
              "paths": { "/pets": { "get": { "summary": "List pets", "tags": ["a", "b"] } } }
            }
            """);
        document.Text.ShouldBe("""
            openapi: 3.1

            info

            title: Pets
            version: 1

            servers

            | url | name |
            | --- | --- |
            | http://a | x |
            | http://b | y |

            paths

            /pets.get.summary: List pets
            /pets.get.tags: a, b
            """);
        document.Title.ShouldBe("Pets");
        Headings(document).ShouldBe([("info", 1), ("servers", 1), ("paths", 1)]);
        LineOf(document, "| http://b").ShouldBe(6);
        LineOf(document, "/pets.get.tags").ShouldBe(8);
    }

    [Fact]
    public async Task Yaml_keeps_its_comments_and_resolves_short_aliases_only()
    {
        var document = await ReadAsync("deploy.yaml", "# what it is\nkind: Deployment\nshort: &s hello\nspec:\n  ref: *s\n  map: &m {a: 1}\n  again: *m\n");
        document.Text.ShouldBe("what it is\nkind: Deployment\nshort: hello\n\nspec\n\nref: hello\nmap.a: 1\nagain: *m");
        LineOf(document, "ref: hello").ShouldBe(5);
        document.Title.ShouldBe("deploy");
    }

    [Theory]
    [InlineData("a.json", "{\"a\": oops")]
    [InlineData("a.yaml", "a: [1,\nb: }")]
    [InlineData("a.xml", "<a><b>words</a>")]
    public async Task Broken_trees_are_read_as_plain_text_and_say_so(string path, string text) =>
        (await ReadAsync(path, text)).Notes.ShouldHaveSingleItem().ShouldContain("plain text");

    [Fact]
    public async Task Xml_for_people_has_headings_lists_tables_and_code()
    {
        var document = await ReadAsync("book.xml", """
            <article xml:lang="de"><title>Der Titel</title>
            <para>Ein <emphasis>wichtiger</emphasis>, Text.</para>
            <section id="s1"><title>Erster</title>
            <orderedlist><listitem><para>eins</para></listitem><listitem><para>zwei</para></listitem></orderedlist>
            <section><title>Tief</title><programlisting>a
              b</programlisting>
            <informaltable><tgroup><thead><row><entry>A</entry><entry>B</entry></row></thead><tbody><row><entry>1</entry><entry><para>2</para></entry></row></tbody></tgroup></informaltable>
            </section></section></article>
            """);
        document.Text.ShouldBe("""
            Der Titel

            Ein wichtiger, Text.

            Erster

            1. eins
            2. zwei

            Tief

            a
              b

            | A | B |
            | --- | --- |
            | 1 | 2 |
            """);
        Headings(document).ShouldBe([("Der Titel", 1), ("Erster", 2), ("Tief", 3)]);
        document.Language.Code.ShouldBe("de");
        LineOf(document, "zwei").ShouldBe(4);
    }

    [Fact]
    public async Task Xml_data_becomes_a_table()
    {
        var document = await ReadAsync("people.xml", "<people year=\"2024\">\n<person id=\"1\"><name>Ann</name></person>\n<person id=\"2\"><name>Bob</name></person></people>");
        document.Text.ShouldBe("year: 2024\n\nperson\n\n| id | name |\n| --- | --- |\n| 1 | Ann |\n| 2 | Bob |");
        LineOf(document, "| 2 |").ShouldBe(3);
    }

    [Fact]
    public async Task Comments_and_CDATA_do_not_glue_the_words_of_Xml_data()
    {
        var document = await ReadAsync("show.xml", "<show><name>Tom <![CDATA[& Jerry]]> <!-- the cartoon -->show</name><year> 1940 </year></show>");
        document.Text.ShouldContain("name: Tom & Jerry show");
        document.Text.ShouldContain("year: 1940");
    }

    [Fact]
    public async Task Names_that_stand_twice_in_a_record_keep_all_values()
    {
        var document = await ReadAsync("list.xml", "<all><r><k>1</k><v>x</v><k>2</k></r><r><k>3</k><v>y</v></r></all>");
        document.Text.ShouldContain("| 1, 2 | x |\n| 3 | y |");
    }

    [Fact]
    public async Task A_notebook_names_its_cells()
    {
        var document = await ReadAsync("work.ipynb", """
            {"cells":[{"cell_type":"markdown","source":["# The *title*\n","\n","words"]},
            {"cell_type":"code","source":"x = 1\nprint(x)","outputs":[{"output_type":"stream","text":["1\n"]},
            {"output_type":"execute_result","data":{"text/html":"<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>","text/plain":"a b"}},
            {"output_type":"error","ename":"E","evalue":"bad"}]}],"metadata":{"kernelspec":{"language":"python"}},"nbformat":4}
            """);
        document.Text.ShouldBe("The title\n\nwords\n\nx = 1\nprint(x)\n\n1\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\nE: bad");
        document.Title.ShouldBe("The title");
        document.PlaceOf(document.Blocks[2].Span).ShouldBe(new SourcePlace(null, null, "the-title", "cell 2"));
    }

    [Fact]
    public async Task Markdown_keeps_boxes_footnotes_math_definitions_and_html_tables()
    {
        const string source = """
            ---
            title: T
            tags: [a, b]
            date: 2024-05-06
            lang: de
            ---
            # A {#aa}

            Text[^1] and[^n] with $a*b*c$.

            [^1]: The first note.

            [^n]: word

            !!! warning "Watch out"
                Body *text*.

                More.

            ::: tip Title here
            Inside
            :::

            > [!NOTE]
            > Quoted

            Term
            :   Definition

            <table>
            <tr><th>A</th><th>B</th></tr>
            <tr><td>1</td><td>2</td></tr>
            </table>
            """;
        var document = await ReadAsync("page.md", source);
        document.Text.ShouldBe("""
            A

            Text[^1] and[^n] with $a*b*c$.

            [^1]: The first note.

            Watch out

            Body text.

            More.

            Title here
            Inside

            NOTE
            Quoted

            Term

            Definition

            | A | B |
            | --- | --- |
            | 1 | 2 |

            [^n]: word
            """);
        document.Source.Metadata!["keywords"].ShouldBeOfType<MetadataValue.Keywords>().Values.ShouldBe(["a", "b"]);
        document.Source.Metadata["created"].ShouldBe(new MetadataValue.Date(new DateTimeOffset(2024, 5, 6, 0, 0, 0, TimeSpan.Zero)));
        document.Language.Code.ShouldBe("de");
        LineOf(document, "Body text").ShouldBe(16);
        LineOf(document, "| 1 | 2").ShouldBe(32);
    }

    [Fact]
    public async Task A_page_without_marks_loses_its_menus_and_nothing_of_its_content()
    {
        var document = await ReadAsync("page.html", """
            <html><head><title>Page One - My Site</title><meta name=author content="Ann"><meta property="article:published_time" content="2024-01-02T03:04:05Z"></head><body>
            <div id=menu><ul><li><a href=/a>Home page</a><li><a href=/b>Products here</a><li><a href=/c>About us all</a></ul></div>
            <div id=c><h1>Page One</h1><p>This is the first real paragraph of the page with more than sixteen words in it so that it counts as content.<sup><a href="#fn1">1</a></sup></p>
            <p>Short one.</p><pre>code</pre>
            <table><thead><tr><th rowspan=2>N</th><th colspan=2>V</th></tr><tr><th>a</th><th>b</th></tr></thead><tr><td rowspan=2>x</td><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>
            <dl><dt>Term</dt><dd>Def</dd></dl><p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>字</p>
            <p>Another long paragraph that is the last of the content of this page and has quite enough words for the rule to see.</p>
            <h2>See also</h2><ul><li><a href=x>Other topic one</a></li></ul></div>
            <div id=foot><a href=/i>Imprint and more</a> <a href=/p>Privacy statement</a></div></body></html>
            """);
        document.Text.ShouldBe("""
            Page One

            This is the first real paragraph of the page with more than sixteen words in it so that it counts as content.[1]

            Short one.

            code

            | N | V a | V b |
            | --- | --- | --- |
            | x | 1 | 2 |
            | x | 3 | 4 |

            Term
            Def

            漢(kan)字

            Another long paragraph that is the last of the content of this page and has quite enough words for the rule to see.

            See also

            - Other topic one
            """);
        document.Title.ShouldBe("Page One");
        document.Source.Metadata!["author"].ShouldBeOfType<MetadataValue.Keywords>().Values.ShouldBe(["Ann"]);
    }
}
