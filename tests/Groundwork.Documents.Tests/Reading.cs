using System.Text;
using Groundwork.Documents.Canonical;

namespace Groundwork.Documents.Tests;

/// <summary>Reads test sources and checks what every document must hold.</summary>
internal static class Reading
{
    public static readonly ReaderSet Readers = new(ReadingLimits.Default);

    public static Task<Document> TextAsync(string mediaType, string text, string path = "folder/sample.txt") => BytesAsync(mediaType, Encoding.UTF8.GetBytes(text), path);

    public static async Task<Document> BytesAsync(string mediaType, byte[] bytes, string path = "folder/sample.txt") =>
        await ReadAsync(Readers.ReaderFor(mediaType)!, bytes, new SourceInfo(new DocumentId(path), path, mediaType));

    public static async Task<Document> ReadAsync(IDocumentReader reader, byte[] bytes, SourceInfo source)
    {
        using var stream = new MemoryStream(bytes);
        var document = await reader.ReadAsync(stream, source, CancellationToken.None);
        DocumentInvariants.Check(document);
        document.Hash.ShouldBe(Language.ContentHash.OfText(document.Text));
        return document;
    }

    public static async Task<DocumentUnreadableException> RefusalAsync(string mediaType, byte[] bytes, string path = "folder/sample.txt") =>
        await Should.ThrowAsync<DocumentUnreadableException>(() => BytesAsync(mediaType, bytes, path));

    public static string[] BlockTexts(this Document document) => [.. document.Blocks.Select(block => block.Span.Of(document.Text))];

    public static string[] OfKind(this Document document, BlockKind kind) =>
        [.. document.Blocks.Where(block => block.Kind == kind).Select(block => block.Span.Of(document.Text))];

    /// <summary>Every line of canonical text starts with words that stand on the source line its mark names.</summary>
    public static void ShouldPointAtTheRightLines(this Document document, string source)
    {
        var lines = source.ReplaceLineEndings("\n").Split('\n');
        document.Origins.Marks.ShouldNotBeEmpty();
        for (var start = 0; start < document.Text.Length; start = document.Text.IndexOf('\n', start) is var next and >= 0 ? next + 1 : document.Text.Length)
        {
            var end = document.Text.IndexOf('\n', start) is var at and >= 0 ? at : document.Text.Length;
            var content = document.Text[start..end].Trim();
            if (content.Length == 0) continue;
            var offset = document.Text.IndexOf(content, start, StringComparison.Ordinal);
            var line = document.Origins.At(offset)!.Value.Line!.Value;
            var unmarked = content.AsSpan().TrimStart("-| 1234.");
            var word = string.Concat(unmarked.ToString().TakeWhile(char.IsLetterOrDigit).Take(3));
            Bare(lines[line - 1]).ShouldContain(Bare(word), Case.Sensitive, $"line {line} for \"{content}\"");
        }
    }

    private static string Bare(string line) => Documents.Readers.Web.HtmlTags.Strip(line).Replace("`", "", StringComparison.Ordinal).Replace("*", "", StringComparison.Ordinal).Replace("[", "", StringComparison.Ordinal);
}
