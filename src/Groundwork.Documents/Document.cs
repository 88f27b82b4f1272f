using Groundwork.Language;

namespace Groundwork.Documents;

/// <summary>Canonical text of one source version, its structure, and the way back to its source.</summary>
/// <param name="Id">Identity within the collection.</param>
/// <param name="Hash">Hash of <paramref name="Text"/>: the version that citations name.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="Title">Title from outside, else the first heading, else the file name; never empty.</param>
/// <param name="Language">Given or detected language.</param>
/// <param name="Text">Canonical text: NUL-free, lines end in <c>\n</c>, well-formed UTF-16.</param>
/// <param name="Blocks">Structure, ascending, see <see cref="Block"/>.</param>
/// <param name="Origins">Lines and pages.</param>
/// <param name="Notes">What a person should know about the reading, like "decoded as Latin-1".</param>
public sealed record Document(
    DocumentId Id,
    ContentHash Hash,
    SourceInfo Source,
    string Title,
    LanguageCode Language,
    string Text,
    IReadOnlyList<Block> Blocks,
    SourceMap Origins,
    IReadOnlyList<string> Notes)
{
    /// <summary>The place in the source where a span of canonical text starts.</summary>
    public SourcePlace PlaceOf(TextSpan span)
    {
        string? anchor = null;
        var isDefinition = false;
        foreach (var block in Blocks)
        {
            if (block.Span.Start > span.Start) break;
            // In source code the definition is the anchor, and code after it has none.
            if (block.Kind == BlockKind.Heading || (block.Kind == BlockKind.Code && (block.Anchor is not null || isDefinition)))
                (anchor, isDefinition) = (block.Anchor, block.Kind == BlockKind.Code);
        }

        var mark = Origins.At(span.Start);
        return new SourcePlace(mark?.Line, mark?.Page, anchor, mark?.Part);
    }
}
