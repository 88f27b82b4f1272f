using AngleSharp.Dom;

namespace Groundwork.Documents.Readers.Web;

/// <summary>A run of text between two tags that break lines.</summary>
/// <param name="Element">The nearest element around it that stands on lines of its own.</param>
/// <param name="Words">Words; two ideographs or kana count as one.</param>
/// <param name="LinkedWords">Those of them inside links.</param>
/// <param name="IsStructure">A heading, code or a table's cell: never furniture when it stands next to content.</param>
internal readonly record struct HtmlTextBlock(IElement Element, int Words, int LinkedWords, bool IsStructure)
{
    /// <summary>What stands before the first block and after the last.</summary>
    public static readonly HtmlTextBlock None = new(null!, 0, 0, false);

    /// <summary>Share of linked words, 0..1.</summary>
    public double LinkDensity => Words == 0 ? 0 : (double)LinkedWords / Words;
}
