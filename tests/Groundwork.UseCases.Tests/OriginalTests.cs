using System.Text;
using Groundwork.Knowledge;
using Groundwork.TestKit.Samples;

namespace Groundwork.UseCases.Tests;

/// <summary>What is shown of the files that documents were read from, and what is refused.</summary>
public sealed class OriginalTests
{
    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G'];

    [Fact]
    public async Task An_HTML_file_is_shown_byte_by_byte()
    {
        await using var desk = await Desk.OpenAsync();
        var path = desk.Write("page.html", "<h1>Größe</h1><p>Words of the page.</p>");
        await desk.IngestAsync();
        var original = await new RenderOriginal(desk.Workspace).RunAsync(new OriginalRequest("page.html"), default);
        original.ContentType.ShouldBe("text/html; charset=utf-8");
        original.Content.ToArray().ShouldBe(await File.ReadAllBytesAsync(path));
    }

    [Fact]
    public async Task A_page_of_another_encoding_says_itself_which()
    {
        await using var desk = await Desk.OpenAsync();
        await File.WriteAllBytesAsync(Path.Combine(desk.Sources, "old.html"), Encoding.Latin1.GetBytes("<meta charset=\"iso-8859-1\"><p>Größe und Länge der alten Seite.</p>"));
        await desk.IngestAsync();
        (await new RenderOriginal(desk.Workspace).RunAsync(new OriginalRequest("old.html"), default)).ContentType.ShouldBe("text/html");
    }

    [Fact]
    public async Task A_page_of_a_PDF_is_drawn_and_one_behind_the_last_is_not()
    {
        await using var desk = await Desk.OpenAsync();
        await File.WriteAllBytesAsync(Path.Combine(desk.Sources, "two.pdf"), TwoPages());
        await desk.IngestAsync();
        var originals = new RenderOriginal(desk.Workspace);
        var first = await originals.RunAsync(new OriginalRequest("two.pdf", Page: 1), default);
        var second = await originals.RunAsync(new OriginalRequest("two.pdf", Page: 2), default);
        first.ContentType.ShouldBe("image/png");
        first.Content.Span[..4].SequenceEqual(PngSignature).ShouldBeTrue();
        second.Content.Span.SequenceEqual(first.Content.Span).ShouldBeFalse();
        foreach (var page in new[] { 0, -1, 3, int.MaxValue })
            (await Should.ThrowAsync<InvalidRequestException>(() => originals.RunAsync(new OriginalRequest("two.pdf", Page: page), default))).Message.ShouldContain(page.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_file_that_changed_or_went_or_became_a_link_is_refused()
    {
        await using var desk = await Desk.OpenAsync();
        var (path, other) = (desk.Write("page.html", "<p>One of these words.</p>"), desk.File("secret.html"));
        await desk.IngestAsync();
        var originals = new RenderOriginal(desk.Workspace);
        (await originals.ProblemAsync(new OriginalRequest("page.html"), default)).ShouldBeNull();

        await File.WriteAllTextAsync(path, "<p>Two of these words.</p>");
        (await ProblemAsync(originals)).ShouldContain("has changed since it was read");

        // Even when it leads to the very same bytes.
        await File.WriteAllTextAsync(other, "<p>One of these words.</p>");
        File.Delete(path);
        File.CreateSymbolicLink(path, other);
        (await ProblemAsync(originals)).ShouldContain("is a link");

        File.Delete(path);
        (await ProblemAsync(originals)).ShouldContain("is gone");
    }

    [Fact]
    public async Task What_is_no_file_of_its_own_or_of_another_format_shows_its_text_alone()
    {
        await using var desk = await Desk.OpenAsync();
        desk.Write("notes.md", "# Notes\n\nWords.");
        await File.WriteAllBytesAsync(Path.Combine(desk.Sources, "pack.zip"), ZipSample.Of(("page.html", "<p>Words of a part.</p>")));
        await desk.IngestAsync();
        var originals = new RenderOriginal(desk.Workspace);
        foreach (var id in new[] { "notes.md", "pack.zip!/page.html" })
        {
            originals.KindOf(await new ShowDocument(desk.Workspace).RunAsync(new DocumentRequest(id), default)).ShouldBe(OriginalKind.None);
            (await Should.ThrowAsync<OriginalUnavailableException>(() => originals.RunAsync(new OriginalRequest(id), default))).Message.ShouldContain("only the text is shown");
        }
    }

    [Theory]
    [InlineData("../secret.html")]
    [InlineData("/etc/passwd")]
    [InlineData("page.html/../page.html")]
    [InlineData("pack.zip!/../../secret.html")]
    public async Task Only_ids_of_documents_lead_to_files(string id)
    {
        await using var desk = await Desk.OpenAsync();
        desk.Write("page.html", "<p>Words.</p>");
        await File.WriteAllTextAsync(desk.File("secret.html"), "<p>Secret.</p>");
        await desk.IngestAsync();
        await Should.ThrowAsync<DocumentNotFoundException>(() => new RenderOriginal(desk.Workspace).RunAsync(new OriginalRequest(id), default));
    }

    [Fact]
    public async Task A_list_tells_which_files_failed_when_they_were_read_again()
    {
        await using var desk = await Desk.OpenAsync();
        desk.Write("good.md", "# Good\n\nWords.");
        var path = desk.Write("page.html", "<p>Words.</p>");
        await desk.IngestAsync();
        await File.WriteAllTextAsync(path, " ");
        await desk.IngestAsync();
        var documents = (await new ListDocuments(desk.Workspace).RunAsync(new DocumentsRequest(), default)).Documents;
        documents.Select(d => $"{d.Document} {d.State}").ShouldBe(["good.md indexed", "page.html failed"]);
    }

    private static byte[] TwoPages() => new PdfSample().Page().Lines(72, 90, 12, "First words of the paper.").Page().Lines(72, 90, 12, "Second page of the paper.").ToArray();

    private static async Task<string> ProblemAsync(RenderOriginal originals)
    {
        var thrown = await Should.ThrowAsync<OriginalUnavailableException>(() => originals.RunAsync(new OriginalRequest("page.html"), default));
        (await originals.ProblemAsync(new OriginalRequest("page.html"), default)).ShouldBe(thrown.Message);
        return thrown.Message;
    }
}
