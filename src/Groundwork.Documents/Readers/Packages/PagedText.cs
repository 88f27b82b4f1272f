using System.Text;
using Groundwork.Documents.Canonical;

namespace Groundwork.Documents.Readers.Packages;

/// <summary>Text of one paragraph, with the places in it where a page begins.</summary>
internal sealed class PagedText
{
    private readonly List<(int Offset, int Page)> _pages = [];

    public StringBuilder Text { get; } = new();

    public bool IsBlank => string.IsNullOrWhiteSpace(Text.ToString());

    /// <summary>What follows stands on this page.</summary>
    public void BeginPage(int page) => _pages.Add((Text.Length, page));

    /// <summary>Appends the text with its pages.</summary>
    /// <param name="block">Where to.</param>
    /// <param name="onOneLine">Line breaks become spaces.</param>
    public void AppendTo(BlockText block, bool onOneLine)
    {
        var text = onOneLine ? Text.ToString().Replace('\n', ' ') : Text.ToString();
        var from = 0;
        foreach (var (offset, page) in _pages)
        {
            block.Append(text.AsSpan(from, offset - from)).At(null, page);
            from = offset;
        }

        block.Append(text.AsSpan(from));
    }

    public override string ToString() => Text.ToString();
}
