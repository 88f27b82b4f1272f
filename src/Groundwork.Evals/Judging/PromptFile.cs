using System.Text;
using Groundwork.Language;
using Microsoft.Extensions.AI;

namespace Groundwork.Evals.Judging;

/// <summary>A prompt that stands in a file: what the judge is told, a line <c>===</c>, and what it is asked, with places in braces.</summary>
internal sealed class PromptFile
{
    private readonly string _told;
    private readonly string _asked;

    public PromptFile(string name)
    {
        using var stream = typeof(PromptFile).Assembly.GetManifestResourceStream("Groundwork.Evals.Judging." + name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var text = reader.ReadToEnd().ReplaceLineEndings("\n");
        Fingerprint = ContentHash.OfText(text).Hex;
        var parts = text.Split("\n===\n", 2);
        _told = parts[0].Trim();
        _asked = parts[^1].Trim();
    }

    /// <summary>Names the wording.</summary>
    public string Fingerprint { get; }

    /// <summary>The messages with all places filled.</summary>
    /// <param name="places">Names of places, without braces, with what stands there.</param>
    public IReadOnlyList<ChatMessage> With(params (string Name, string Value)[] places) =>
        [new ChatMessage(ChatRole.System, Filled(_told, places)), new ChatMessage(ChatRole.User, Asked(places))];

    /// <summary>What is asked alone, with all places filled.</summary>
    public string Asked(params (string Name, string Value)[] places) => Filled(_asked, places);

    // One pass from left to right: a text put in that holds a place itself stays as it is.
    private static string Filled(string template, (string Name, string Value)[] places)
    {
        var filled = new StringBuilder(template.Length);
        for (var at = 0; at < template.Length;)
        {
            var found = template[at] == '{' ? Array.FindIndex(places, place => string.CompareOrdinal(template, at, "{" + place.Name + "}", 0, place.Name.Length + 2) == 0) : -1;
            if (found < 0)
            {
                filled.Append(template[at++]);
                continue;
            }

            filled.Append(places[found].Value);
            at += places[found].Name.Length + 2;
        }

        return filled.ToString();
    }
}
