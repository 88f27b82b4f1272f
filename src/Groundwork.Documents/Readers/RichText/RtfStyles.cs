using Groundwork.Documents.Readers.Word;

namespace Groundwork.Documents.Readers.RichText;

/// <summary>The paragraph styles of rich text.</summary>
internal sealed class RtfStyles
{
    private readonly Dictionary<int, (int? OutlineLevel, bool IsTitle, bool IsContents)> _styles = [];

    /// <summary>Keeps one style.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="outlineLevel">The level that the style states; null when it states none.</param>
    /// <param name="name">As it stands in the table, with the semicolon at its end.</param>
    public void Add(int number, int? outlineLevel, string name)
    {
        var plain = name.Trim().TrimEnd(';').Trim();
        _styles[number] = (
            outlineLevel ?? HeadingNames.OutlineLevel(plain), plain.Equals("title", StringComparison.OrdinalIgnoreCase), plain.StartsWith("toc ", StringComparison.OrdinalIgnoreCase));
    }

    public (int? OutlineLevel, bool IsTitle, bool IsContents) Of(int number) => _styles.GetValueOrDefault(number);
}
