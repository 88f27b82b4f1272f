using Groundwork.Documents.Readers.Packages;

namespace Groundwork.Documents.Readers.Word;

/// <summary>One level of a list: how its numbers look, where they start, and the text around them with <c>%1</c> for the first level's number.</summary>
internal sealed class DocxLevel
{
    // A label repeats in every item; a longer one could only be made to do harm.
    private const int MaxTextLength = 40;

    public ListNumberStyle Style { get; private set; } = ListNumberStyle.Decimal;

    public int Start { get; set; } = 1;

    public string? Text { get; private set; }

    public void TakeFormat(string? format) => Style = format switch
    {
        "bullet" or "none" => ListNumberStyle.Bullet,
        "lowerLetter" => ListNumberStyle.LowerLetter,
        "upperLetter" => ListNumberStyle.UpperLetter,
        "lowerRoman" => ListNumberStyle.LowerRoman,
        "upperRoman" => ListNumberStyle.UpperRoman,
        "decimalZero" => ListNumberStyle.TwoDigits,
        _ => ListNumberStyle.Decimal,
    };

    public void TakeText(string? text) => Text = text is { Length: > 0 and <= MaxTextLength } ? text : null;
}
