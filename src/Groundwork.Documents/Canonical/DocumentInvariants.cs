using System.Text;

namespace Groundwork.Documents.Canonical;

/// <summary>What every document promises, whatever it was read from.</summary>
internal static class DocumentInvariants
{
    /// <summary>Looks at everything once.</summary>
    /// <exception cref="InvalidOperationException">A reader broke a promise; the message says which.</exception>
    public static void Check(Document document)
    {
        var text = document.Text;
        if (document.Title.Length == 0) throw Broken(document, "the title is empty");
        if (text.AsSpan().IndexOfAny('\0', '\r') >= 0) throw Broken(document, "the text holds NUL or carriage return");
        CheckSurrogates(document);
        var end = 0;
        foreach (var block in document.Blocks)
        {
            if (block.Span.Start < end || block.Span.IsEmpty || !block.Span.IsWithin(text.Length)) throw Broken(document, $"block {block.Span} does not follow {end} inside the text");
            if (!text.AsSpan(end, block.Span.Start - end).IsWhiteSpace()) throw Broken(document, $"no block covers the text before {block.Span}");
            if (block.Kind == BlockKind.Heading && block.Level is < 1 or > 6) throw Broken(document, $"the heading {block.Span} has level {block.Level.ToString(System.Globalization.CultureInfo.InvariantCulture)}");
            end = block.Span.End;
        }

        if (!text.AsSpan(end).IsWhiteSpace()) throw Broken(document, "no block covers the end of the text");
        if (document.Origins.Marks is { Count: > 0 } marks && marks[^1].Offset >= text.Length) throw Broken(document, "a source mark lies outside the text");
    }

    private static void CheckSurrogates(Document document)
    {
        var rest = document.Text.AsSpan();
        while (rest.IndexOfAnyInRange('\uD800', '\uDFFF') is var at and >= 0)
        {
            if (Rune.DecodeFromUtf16(rest[at..], out _, out var taken) != System.Buffers.OperationStatus.Done) throw Broken(document, "the text is not well-formed UTF-16");
            rest = rest[(at + taken)..];
        }
    }

    private static InvalidOperationException Broken(Document document, string what) =>
        new($"The document \"{document.Id}\" ({document.Source.MediaType}) breaks a promise of its reader: {what}.");
}
