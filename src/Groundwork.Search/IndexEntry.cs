namespace Groundwork.Search;

/// <summary>What the engine indexes.</summary>
/// <param name="Key">Identity; a later entry with the same key replaces the earlier one.</param>
/// <param name="Fields">Values by field name. Text values must name a defined text field.</param>
/// <param name="Vector">One vector of the index's space, or empty when the index has none or this entry has none.</param>
public sealed record IndexEntry(EntryKey Key, IReadOnlyDictionary<string, FieldValue> Fields, ReadOnlyMemory<float> Vector = default);
