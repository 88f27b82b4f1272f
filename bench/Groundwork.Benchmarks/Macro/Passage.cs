using Groundwork.Language;
using Groundwork.Search;

namespace Groundwork.Benchmarks.Macro;

/// <summary>One passage of the text set.</summary>
/// <param name="Id">Its line, from 0.</param>
/// <param name="Document">The document it was cut out of.</param>
internal sealed record Passage(int Id, int Document, string Title, string Text, string Language)
{
    public const string TitleField = "title";
    public const string BodyField = "body";

    /// <summary>The fields as the product weighs them; headings are part of the set's titles.</summary>
    public static IReadOnlyList<FieldDefinition> Fields { get; } = [new FieldDefinition(TitleField, 2f, 0.5f), new FieldDefinition(BodyField)];

    /// <param name="key">Key of the entry.</param>
    /// <param name="language">Language it is analysed in.</param>
    /// <param name="vector">Its vector, or none.</param>
    public IndexEntry Entry(EntryKey key, LanguageCode language, ReadOnlyMemory<float> vector = default) =>
        new(
            key,
            new Dictionary<string, FieldValue>(StringComparer.Ordinal)
            {
                [TitleField] = new FieldValue.Text(Title, language),
                [BodyField] = new FieldValue.Text(Text, language),
            },
            vector);
}
