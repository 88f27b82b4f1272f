using System.Globalization;
using Groundwork.Language;

namespace Groundwork.Evals;

/// <summary>Items that people labelled: what a judge is compared with. Described in docs/formats/labels.md; <see cref="LabelFile"/> reads it.</summary>
/// <param name="Name">For people and reports.</param>
/// <param name="Kind">What the labels mean.</param>
/// <param name="Criterion">What was labelled, like <c>faithfulness</c>.</param>
/// <param name="Scale">Every value a label may have, ascending.</param>
/// <param name="Items">In the order of the file, ids unique.</param>
/// <param name="Fingerprint">Hash of items and labels.</param>
public sealed record LabelSet(string Name, LabelKind Kind, string Criterion, IReadOnlyList<int> Scale, IReadOnlyList<LabelledItem> Items, string Fingerprint)
{
    /// <summary>Hundredths of the clusters that are held out.</summary>
    private const int HeldOutHundredths = 70;

    /// <summary>The items that may be looked at while a rubric is written: about three in ten, whole clusters, always the same ones.</summary>
    public IEnumerable<LabelledItem> Practice => Items.Where(item => !IsHeldOut(item));

    /// <summary>The items that judges are certified on, so that no rubric is tuned on its own test.</summary>
    public IEnumerable<LabelledItem> HeldOut => Items.Where(IsHeldOut);

    // By a hash of the cluster, so that an item stays on its side when others are added.
    private static bool IsHeldOut(LabelledItem item) =>
        int.Parse(ContentHash.OfText(item.Cluster ?? item.Item.Id).Hex.AsSpan(0, 6), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) % 100 < HeldOutHundredths;
}
