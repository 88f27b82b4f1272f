namespace Groundwork.Knowledge;

/// <summary>Name of a collection: 1..64 lower-case letters a–z, digits, <c>-</c>, <c>_</c> or <c>.</c>, starting with a letter or digit.</summary>
public readonly record struct CollectionName
{
    private CollectionName(string value) => Value = value;

    /// <summary>The name.</summary>
    public string Value { get; }

    /// <summary>Reads a name as people type it; capitals are taken as small letters.</summary>
    /// <exception cref="CollectionNameException">The text is no name; says which character is wrong.</exception>
    public static CollectionName Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var name = text.Trim().ToLowerInvariant();
        if (name.Length is 0 or > 64)
            throw new CollectionNameException($"A collection name has 1 to 64 characters; \"{text}\" has {name.Length}.");
        foreach (var c in name)
            if (!(char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' or '.'))
                throw new CollectionNameException($"The collection name \"{text}\" contains '{c}'. Use a–z, 0–9, '-', '_' and '.'.");
        return char.IsAsciiLetterLower(name[0]) || char.IsAsciiDigit(name[0])
            ? new CollectionName(name)
            : throw new CollectionNameException($"The collection name \"{text}\" must start with a letter or digit.");
    }

    /// <summary>The name.</summary>
    public override string ToString() => Value;
}
