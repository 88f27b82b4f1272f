using Groundwork.TestKit.Samples;

namespace Groundwork.Documents.Tests.Fidelity;

public sealed class EpubFidelityTests
{
    private static byte[] Book(string moreItems, params IEnumerable<(string Name, string Content)> parts) => SampleEpub.OfChapters(
        [
            ("cover.xhtml", "<img src=\"c.png\"/>"),
            ("chapter two.xhtml", "<section><h1 id=\"start\">Second <a id=\"x\"/>first</h1>\n<p>In reading<br/>order.</p>\n<h2>Deeper</h2><ul><li>one</li></ul></section>"),
            ("one.xhtml", "<p>No heading here.</p>"),
            ("three.xhtml", "<p class=\"h\">Written as paragraph</p><p>Text.</p>"),
        ],
        "<dc:title>The Book</dc:title><dc:creator>Ada</dc:creator><dc:creator>Bob</dc:creator><dc:language>fr-FR</dc:language><dc:date>2001-02-03</dc:date><dc:subject>gardens</dc:subject><dc:subject>soil, deep</dc:subject><meta property=\"dcterms:modified\">2020-01-01T00:00:00Z</meta>",
        moreItems, parts);

    private const string Expected = """
        Second first

        In reading
        order.

        Deeper

        - one

        Chapter 1

        No heading here.

        Written as paragraph

        Text.
        """;

    [Fact]
    public async Task What_looks_like_furniture_of_a_web_page_is_text_in_a_book()
    {
        var days = string.Concat(Enumerable.Range(1, 20).Select(i => $"<p>The traveller writes of day {i} that the road was long, the inn was full and the soup was cold.</p>"));
        var document = await Reading.BytesAsync(MediaTypes.Epub, SampleEpub.OfChapters(
            [("one.xhtml", $"<h1>The road</h1><article>{days}</article><div class=\"sidebar\"><p>A box about soup.</p></div><aside><p>1. Said in a letter.</p></aside><footer><p>Written in Ghent.</p></footer><header><p>A motto at the end.</p></header><ul class=\"menu\"><li><a href=\"x\">Turnips</a></li><li><a href=\"y\">Leeks</a></li></ul>")]));
        foreach (var kept in new[] { "day 20", "A box about soup.", "1. Said in a letter.", "Written in Ghent.", "A motto at the end.", "Turnips", "Leeks" }) document.Text.ShouldContain(kept);
    }

    [Fact]
    public async Task Chapters_stand_in_reading_order_with_the_titles_of_the_navigation()
    {
        var document = await Reading.BytesAsync(MediaTypes.Epub, Book(
            "<item id=\"nav\" href=\"nav.xhtml\" properties=\"scripted nav\" media-type=\"application/xhtml+xml\"/>",
            ("book/nav.xhtml", """
                <!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body><nav epub:type="page-list"><ol><li><a href="one.xhtml">Wrong</a></li></ol></nav>
                <nav epub:type="toc"><ol><li><a href="chapter%20two.xhtml#start">Unused</a><ol><li><a href="one.xhtml#p">Chapter <b>1</b></a></li></ol></li><li><a href="three.xhtml">Written as paragraph</a></li></ol></nav></body></html>
                """)), "book.epub");
        document.Text.ShouldBe(Expected.ReplaceLineEndings("\n"));
        document.Blocks.Where(block => block.Kind == BlockKind.Heading).Select(block => (block.Level, document.PlaceOf(block.Span).Part))
            .ShouldBe([(1, "book/chapter two.xhtml"), (2, "book/chapter two.xhtml"), (2, "book/one.xhtml"), (1, "book/three.xhtml")]);
        document.PartOf("No heading").ShouldBe("book/one.xhtml");
        document.Origins.At(document.Text.IndexOf("In reading", StringComparison.Ordinal))!.Value.Line.ShouldBe(4);
    }

    [Fact]
    public async Task The_titles_of_the_older_table_of_contents_serve_as_well()
    {
        var document = await Reading.BytesAsync(MediaTypes.Epub, Book(
            "<item id=\"ncx\" href=\"toc.ncx\" media-type=\"application/x-dtbncx+xml\"/>",
            ("book/toc.ncx", """
                <!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd"><ncx><docTitle><text>Not this</text></docTitle><navMap>
                <navPoint><navLabel><text>Part</text></navLabel><content src="chapter%20two.xhtml"/><navPoint><navLabel><text>Chapter 1</text></navLabel><content src="one.xhtml"/></navPoint></navPoint>
                <navPoint><navLabel><text>Written as paragraph</text></navLabel><content src="three.xhtml"/></navPoint></navMap></ncx>
                """)), "book.epub");
        document.Text.ShouldBe(Expected.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_book_says_who_wrote_it_and_when()
    {
        var document = await Reading.BytesAsync(MediaTypes.Epub, Book(""), "book.epub");
        document.Title.ShouldBe("The Book");
        document.Language.Code.ShouldBe("fr");
        var found = document.Source.Metadata!;
        found["author"].ShouldBeOfType<MetadataValue.Keywords>().Values.ShouldBe(["Ada", "Bob"]);
        found["keywords"].ShouldBeOfType<MetadataValue.Keywords>().Values.ShouldBe(["gardens", "soil, deep"]);
        found["created"].ShouldBe(new MetadataValue.Date(new DateTimeOffset(2001, 2, 3, 0, 0, 0, TimeSpan.Zero)));
        found["modified"].ShouldBe(new MetadataValue.Date(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public async Task Obfuscated_fonts_do_not_matter_and_a_missing_chapter_is_said()
    {
        var document = await Reading.BytesAsync(MediaTypes.Epub, SampleEpub.OfChapters(
            [("one.xhtml", "<p>Text.</p>")], "", "",
            ("META-INF/encryption.xml", "<encryption><EncryptedData><EncryptionMethod Algorithm=\"http://www.idpf.org/2008/embedding\"/></EncryptedData></encryption>")));
        document.Text.ShouldBe("Text.");
    }

    [Theory]
    [InlineData("<title/><p class='a>b'/>x<br/><a id=\"1\"/>", "<title></title><p class='a>b'></p>x<br/><a id=\"1\"></a>")]
    [InlineData("<!-- <i/> --><b/>", "<!-- <i/> --><b></b>")]
    [InlineData("<![CDATA[<i/>]]>", "<![CDATA[<i/>]]>")]
    [InlineData("a < b <i", "a < b <i")]
    [InlineData("<", "<")]
    [InlineData("<!--", "<!--")]
    [InlineData("</a/>", "</a/>")]
    public void Elements_that_close_themselves_get_an_end(string markup, string expected) => Documents.Readers.Books.XhtmlTags.Close(markup).ShouldBe(expected);
}
