using System.Text;

namespace Groundwork.Evals.Subjects;

/// <summary>Puts secrets in the place of <c>${NAME}</c>, and takes them out of texts that people see.</summary>
internal sealed class SecretReferences(Func<string, string?> secret)
{
    // Shorter ones could be any word.
    private const int ShortestHidden = 4;

    private readonly Lock _lock = new();
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <summary>The text with its secrets, each written the way the place needs it.</summary>
    /// <exception cref="SubjectUnavailableException">There is no secret of a name.</exception>
    public string Fill(string text, Func<string, string> escape)
    {
        var filled = new StringBuilder();
        var at = 0;
        while (text.IndexOf("${", at, StringComparison.Ordinal) is var open && open >= 0 && text.IndexOf('}', open) is var close && close >= 0)
        {
            var name = text[(open + 2)..close];
            var value = secret(name);
            if (string.IsNullOrEmpty(value)) throw new SubjectUnavailableException($"There is no secret \"{name}\". Set the environment variable of this name.");
            if (value.Length >= ShortestHidden)
                lock (_lock) _used.UnionWith([value, escape(value)]);
            filled.Append(text, at, open - at).Append(escape(value));
            at = close + 1;
        }

        return filled.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>The text without any secret that was used.</summary>
    public string Hide(string text)
    {
        lock (_lock)
            foreach (var value in _used.OrderByDescending(value => value.Length).ThenBy(value => value, StringComparer.Ordinal)) text = text.Replace(value, "•••", StringComparison.Ordinal);
        return text;
    }
}
