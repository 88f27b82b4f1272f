using System.Globalization;
using Groundwork.Language;

namespace Groundwork.Documents.Tests.Chunking;

/// <summary>What every chunker promises about every document.</summary>
internal static class ChunkerPromises
{
    public static IReadOnlyList<Chunk> ShouldHold(this IChunker chunker, Document document, int mostTokens, bool mayOverlap = false, bool mayCutCharacters = false)
    {
        var result = chunker.Split(document);
        result.Skipped.ShouldBeEmpty();
        var covered = 0;
        var start = -1;
        for (var i = 0; i < result.Chunks.Count; i++)
        {
            var chunk = result.Chunks[i];
            chunk.Text.ShouldBe(chunk.Span.Of(document.Text));
            chunk.Ordinal.ShouldBe(i);
            chunk.Document.ShouldBe(document.Id);
            chunk.Version.ShouldBe(document.Hash);
            chunk.Text.ShouldNotBeNullOrWhiteSpace();
            chunk.Span.Start.ShouldBeGreaterThan(start);
            if (!mayOverlap) chunk.Span.Start.ShouldBeGreaterThanOrEqualTo(covered);
            if (chunk.Span.Start > covered) document.Text.AsSpan(covered, chunk.Span.Start - covered).IsWhiteSpace().ShouldBeTrue($"something stands between {covered} and {chunk.Span}");
            if (!mayCutCharacters)
            {
                IsInsideCharacter(document.Text, chunk.Span.Start).ShouldBeFalse($"{chunk.Span} begins inside a character");
                IsInsideCharacter(document.Text, chunk.Span.End).ShouldBeFalse($"{chunk.Span} ends inside a character");
            }

            TokenEstimate.Of(WithoutHeadings(document, chunk)).ShouldBeLessThanOrEqualTo(mostTokens, chunk.Text);
            if (chunk.Parent is { } parent)
            {
                parent.Contains(chunk.Span).ShouldBeTrue();
                parent.IsWithin(document.Text.Length).ShouldBeTrue();
            }

            start = chunk.Span.Start;
            covered = Math.Max(covered, chunk.Span.End);
        }

        document.Text.AsSpan(covered).IsWhiteSpace().ShouldBeTrue($"something stands behind {covered}");
        result.Chunks.Select(chunk => chunk.Id).ShouldBeUnique();
        var again = chunker.Split(document).Chunks;
        again.Select(Essence).ShouldBe(result.Chunks.Select(Essence));
        return result.Chunks;
    }

    // Headings that stand above the chunk's text go along, whatever the limit; headings alone keep to it.
    private static string WithoutHeadings(Document document, Chunk chunk)
    {
        var text = document.Blocks.FirstOrDefault(block => block.Kind != BlockKind.Heading && block.Span.Overlaps(chunk.Span));
        return text is null ? chunk.Text : document.Text[Math.Max(text.Span.Start, chunk.Span.Start)..chunk.Span.End];
    }

    private static string Essence(Chunk chunk) => $"{chunk.Id} {chunk.Span} {chunk.Parent} {string.Join('>', chunk.Headings)}";

    // A mark behind white space or at the start belongs to nothing that could be cut.
    private static bool IsInsideCharacter(string text, int offset)
    {
        if (offset == 0 || offset == text.Length) return false;
        if (char.IsLowSurrogate(text[offset])) return true;
        return !char.IsWhiteSpace(text[offset - 1])
            && CharUnicodeInfo.GetUnicodeCategory(text, offset) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;
    }
}
