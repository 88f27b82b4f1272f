using System.Collections.Frozen;
using AngleSharp.Dom;

namespace Groundwork.Documents.Readers.Web;

/// <summary>Takes the visible text of a page apart into blocks. Recursion is bounded by the depth limit of the parser (512).</summary>
internal sealed class HtmlTextBlocks
{
    private static readonly FrozenSet<string> s_inline = FrozenSet.Create(
        StringComparer.Ordinal, "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins", "kbd", "label",
        "mark", "q", "rb", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr");

    private readonly List<HtmlTextBlock> _blocks = [];
    private int _words;
    private int _linked;
    private int _ideographs;

    private HtmlTextBlocks() { }

    public static List<HtmlTextBlock> Of(IElement root, CancellationToken cancellationToken)
    {
        var blocks = new HtmlTextBlocks();
        blocks.Visit(root, root, isLinked: false, isStructure: false, cancellationToken);
        blocks.Finish(root, isStructure: false);
        return blocks._blocks;
    }

    private void Visit(IElement element, IElement block, bool isLinked, bool isStructure, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var child in element.ChildNodes)
        {
            if (child is IText text)
            {
                Count(text.Data, isLinked);
                continue;
            }

            if (child is not IElement inner || HtmlChrome.Nothing.Drops(inner)) continue;
            var links = isLinked || inner.LocalName is "a";
            if (s_inline.Contains(inner.LocalName))
            {
                Visit(inner, block, links, isStructure, cancellationToken);
                continue;
            }

            Finish(block, isStructure);
            var structure = isStructure || inner.LocalName is "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "pre" or "caption" or "th";
            Visit(inner, inner, links, structure, cancellationToken);
            Finish(inner, structure);
        }
    }

    private void Count(ReadOnlySpan<char> text, bool isLinked)
    {
        var words = 0;
        var inWord = false;
        foreach (var c in text)
        {
            // Hiragana up to the end of the unified ideographs: scripts without spaces, about two characters a word.
            if (c is >= '\u3040' and <= '\u9FFF')
            {
                inWord = false;
                if ((++_ideographs & 1) == 0) words++;
                continue;
            }

            var isLetter = char.IsLetterOrDigit(c);
            if (isLetter && !inWord) words++;
            inWord = isLetter || (inWord && c is '\'' or '’' or '-');
        }

        _words += words;
        if (isLinked) _linked += words;
    }

    private void Finish(IElement block, bool isStructure)
    {
        if (_words > 0) _blocks.Add(new HtmlTextBlock(block, _words, _linked, isStructure));
        _words = _linked = _ideographs = 0;
    }
}
