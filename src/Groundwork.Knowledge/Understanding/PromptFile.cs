using System.Text;
using Groundwork.Language;
using Microsoft.Extensions.AI;

namespace Groundwork.Knowledge.Understanding;

/// <summary>The text of a prompt, which stands in a file beside the class that uses it: what the model is told, then <c>===</c>, then what it is given.</summary>
internal sealed class PromptFile
{
    private readonly string _told;
    private readonly string _given;

    /// <summary>Reads a file of this assembly.</summary>
    /// <param name="name">Its folder and name, joined by a dot.</param>
    public PromptFile(string name)
    {
        using var stream = typeof(PromptFile).Assembly.GetManifestResourceStream($"Groundwork.Knowledge.{name}.prompt.md")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var text = reader.ReadToEnd().ReplaceLineEndings("\n");
        Fingerprint = ContentHash.OfText(text).Short();
        var parts = text.Split("\n===\n", 2);
        (_told, _given) = (parts[0].Trim(), parts[1].Trim());
    }

    /// <summary>Names the wording.</summary>
    public string Fingerprint { get; }

    /// <summary>The prompt with values in their places, in the order in which they stand in the file.</summary>
    public IReadOnlyList<ChatMessage> With(params ReadOnlySpan<(string Name, string Value)> values)
    {
        // All places are found before anything is put in, so that a value that holds a placeholder stays itself.
        var given = new StringBuilder();
        var rest = _given.AsSpan();
        foreach (var (name, value) in values)
        {
            var place = rest.IndexOf($"{{{name}}}", StringComparison.Ordinal);
            given.Append(rest[..place]).Append(value);
            rest = rest[(place + name.Length + 2)..];
        }

        return [new ChatMessage(ChatRole.System, _told), new ChatMessage(ChatRole.User, given.Append(rest).ToString())];
    }
}
