namespace Groundwork.Language;

/// <summary>A natural language as a lower-case ISO 639-1 code, or <c>und</c> when it is not known.</summary>
/// <param name="Code">Like <c>en</c>, <c>zh</c>, <c>und</c>.</param>
public readonly record struct LanguageCode(string Code)
{
    /// <summary>Not known: analysed without stemming and without stop words.</summary>
    public static readonly LanguageCode Undetermined = new("und");

    /// <summary>English.</summary>
    public static readonly LanguageCode English = new("en");

    /// <summary>From a tag as people write it: <c>en-US</c>, <c>ZH_cn</c>, <c>de</c>. Only the primary subtag counts.</summary>
    /// <returns>The code, or <see cref="Undetermined"/> for an empty tag.</returns>
    public static LanguageCode FromTag(string? tag)
    {
        if (string.IsNullOrWhiteSpace(tag)) return Undetermined;
        var primary = tag.AsSpan().Trim();
        var cut = primary.IndexOfAny('-', '_');
        if (cut >= 0) primary = primary[..cut];
        return primary.IsEmpty ? Undetermined : new LanguageCode(primary.ToString().ToLowerInvariant());
    }

    /// <summary>The code.</summary>
    public override string ToString() => Code;
}
