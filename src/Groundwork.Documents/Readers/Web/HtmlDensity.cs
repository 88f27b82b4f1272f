using AngleSharp.Dom;

namespace Groundwork.Documents.Readers.Web;

/// <summary>
/// Finds the link lists and short furniture around the content of a page that does not mark them, from the words and the share of linked
/// words of each block and of its neighbours.
/// </summary>
/// <remarks>
/// Kohlschütter, Fankhauser and Nejdl 2010, Boilerplate detection using shallow text features, algorithm 2 (densitometric features: number of
/// words and link density). Its labels only find where the content begins and ends. Blocks between are never dropped, whatever their label:
/// a heading, a line of code or a short paragraph inside the content is content.
/// </remarks>
internal static class HtmlDensity
{
    // The thresholds of algorithm 2.
    private const double MaxLinkDensity = 0.333333;
    private const double MaxLinkDensityBefore = 0.555556;
    private const int FewWords = 16;
    private const int FewWordsAfter = 15;
    private const int FewWordsBefore = 4;
    private const int FewWordsBehindLinks = 40;
    private const int FewWordsAfterBehindLinks = 17;

    // A page of a few blocks has no furniture that could be told from its content.
    private const int MinBlocks = 4;

    /// <summary>Elements without content; none when no block looks like content.</summary>
    public static HashSet<IElement> BoilerplateOf(IElement root, CancellationToken cancellationToken)
    {
        var blocks = HtmlTextBlocks.Of(root, cancellationToken);
        var dropped = new HashSet<IElement>();
        if (blocks.Count < MinBlocks) return dropped;
        int first = -1, last = -1;
        for (var i = 0; i < blocks.Count; i++)
        {
            if (!IsContent(i == 0 ? HtmlTextBlock.None : blocks[i - 1], blocks[i], i + 1 < blocks.Count ? blocks[i + 1] : HtmlTextBlock.None)) continue;
            if (first < 0) first = i;
            last = i;
        }

        if (first < 0) return dropped;
        // Headings, code and unlinked lines next to the content belong to it; a list of links ends it.
        while (first > 0 && BelongsToContent(blocks[first - 1])) first--;
        while (last + 1 < blocks.Count && BelongsToContent(blocks[last + 1])) last++;
        var container = CommonAncestor(blocks[first].Element, blocks[last].Element);
        var kept = new HashSet<IElement>();
        for (var i = first; i <= last; i++) KeepWithAncestors(blocks[i].Element, kept);
        for (var i = 0; i < blocks.Count; i++)
        {
            if (i >= first && i <= last) continue;
            // "See also" lists close the content's own element; only a whole page as container says nothing.
            var isInside = !ReferenceEquals(container, root) && container is not null && blocks[i].Element.Ancestors().Contains(container);
            if (!isInside && blocks[i].LinkDensity > MaxLinkDensity && !kept.Contains(blocks[i].Element)) dropped.Add(blocks[i].Element);
        }

        return dropped;
    }

    private static bool BelongsToContent(HtmlTextBlock block) => block.IsStructure || block.LinkDensity <= MaxLinkDensity;

    // Algorithm 2, branch by branch.
    private static bool IsContent(HtmlTextBlock before, HtmlTextBlock block, HtmlTextBlock after)
    {
        if (block.LinkDensity > MaxLinkDensity) return false;
        if (before.LinkDensity <= MaxLinkDensityBefore)
            return block.Words > FewWords || after.Words > FewWordsAfter || before.Words > FewWordsBefore;
        return block.Words > FewWordsBehindLinks || after.Words > FewWordsAfterBehindLinks;
    }

    private static void KeepWithAncestors(IElement element, HashSet<IElement> kept)
    {
        for (var at = element; at is not null && kept.Add(at); at = at.ParentElement) { }
    }

    private static IElement? CommonAncestor(IElement left, IElement right)
    {
        var above = new HashSet<IElement>();
        for (var at = left; at is not null; at = at.ParentElement) above.Add(at);
        var common = right;
        while (common is not null && !above.Contains(common)) common = common.ParentElement;
        return common;
    }
}
