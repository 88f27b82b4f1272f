namespace Groundwork.Evals;

/// <summary>Items that people labelled: what a judge is compared with. Described in docs/formats/labels.md; <c>LabelFile</c> reads it.</summary>
/// <param name="Name">For people and reports.</param>
/// <param name="Kind">What the labels mean.</param>
/// <param name="Criterion">What was labelled, like <c>faithfulness</c>.</param>
/// <param name="Scale">Every value a label may have, ascending.</param>
/// <param name="Items">In the order of the file, ids unique.</param>
/// <param name="Fingerprint">Hash of items and labels.</param>
public sealed record LabelSet(string Name, LabelKind Kind, string Criterion, IReadOnlyList<int> Scale, IReadOnlyList<LabelledItem> Items, string Fingerprint);
