namespace Groundwork.UseCases.Evaluating;

/// <summary>Reads how people name a subject, like <c>retrieval:handbook</c>.</summary>
internal static class SubjectName
{
    private static readonly (string Word, SubjectKind Kind, string Target)[] s_kinds =
    [
        ("retrieval", SubjectKind.Retrieval, "COLLECTION"), ("answers", SubjectKind.Answers, "COLLECTION"), ("route", SubjectKind.Route, "ROUTE"), ("http", SubjectKind.Http, "FILE"),
        ("command", SubjectKind.Command, "FILE"), ("recorded", SubjectKind.Recorded, "FILE"), ("person", SubjectKind.Person, "FILE"),
    ];

    /// <summary>Everything that can be measured, for messages and help.</summary>
    public static string Known { get; } = string.Join(", ", s_kinds.Select(k => $"{k.Word}:{k.Target}"));

    /// <summary>Takes a name apart.</summary>
    /// <exception cref="InvalidRequestException">It names nothing that can be measured.</exception>
    public static (SubjectKind Kind, string Target) Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var word = colon < 0 ? text : text[..colon];
        foreach (var (known, kind, target) in s_kinds)
        {
            if (!string.Equals(known, word, StringComparison.Ordinal)) continue;
            if (colon < 0 || colon == text.Length - 1) throw new InvalidRequestException($"The subject \"{text}\" does not say which: write {known}:{target}.");
            return (kind, text[(colon + 1)..]);
        }

        throw new InvalidRequestException($"\"{text}\" is nothing that can be measured. Write one of {Known}.");
    }
}
