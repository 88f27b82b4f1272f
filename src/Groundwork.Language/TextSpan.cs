namespace Groundwork.Language;

/// <summary>A half-open range of UTF-16 code units in one text.</summary>
/// <param name="Start">First code unit, ≥ 0.</param>
/// <param name="Length">Number of code units, ≥ 0.</param>
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>The first code unit after the span.</summary>
    public int End => Start + Length;

    /// <summary>True when the span holds no code unit.</summary>
    public bool IsEmpty => Length == 0;

    /// <summary>The span from <paramref name="start"/> up to, not including, <paramref name="end"/>.</summary>
    public static TextSpan FromBounds(int start, int end) =>
        start >= 0 && end >= start
            ? new TextSpan(start, end - start)
            : throw new ArgumentOutOfRangeException(nameof(end), end, $"A span must end at or after its start {start}, which must not be negative.");

    /// <summary>The slice of <paramref name="text"/> that this span names.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The span reaches past the end of the text.</exception>
    public string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return IsWithin(text.Length)
            ? text.Substring(Start, Length)
            : throw new ArgumentOutOfRangeException(nameof(text), text.Length, $"The span {this} lies outside a text of {text.Length} code units.");
    }

    /// <summary>True when the span fits in a text of <paramref name="textLength"/> code units.</summary>
    public bool IsWithin(int textLength) => Start >= 0 && Length >= 0 && Start <= textLength - Length;

    /// <summary>True when <paramref name="other"/> lies wholly inside this span.</summary>
    public bool Contains(TextSpan other) => other.Start >= Start && other.End <= End;

    /// <summary>True when the two spans share at least one code unit.</summary>
    public bool Overlaps(TextSpan other) => Start < other.End && other.Start < End;

    /// <summary>The same range moved by <paramref name="offset"/> code units.</summary>
    public TextSpan Shift(int offset) => this with { Start = Start + offset };

    /// <summary>Like <c>[12..40)</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"[{Start}..{End})");
}
