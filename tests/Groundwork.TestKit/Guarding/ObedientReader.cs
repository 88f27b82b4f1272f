using System.Globalization;
using System.Text.RegularExpressions;

namespace Groundwork.TestKit.Guarding;

/// <summary>
/// A scripted model that does what a prompt says and knows nothing else: it answers with the sentence of the evidence that shares most with the question, names and quotes the evidence
/// only where the prompt tells it to, and says the words for no answer only where the prompt gives them. So a wrong prompt shows, and so does evidence that is missing or cut.
/// </summary>
internal static partial class ObedientReader
{
    // Shares of the question's weight that a sentence, with its passage's title, must have to be an answer.
    private const double LeastShare = 0.34;

    private const int LongestQuote = 240;

    /// <summary>Answers a request.</summary>
    public static ModelScript? Read(ModelRequest request)
    {
        var prompt = string.Join('\n', request.Messages);
        var question = AskedFor().Matches(prompt) is { Count: > 0 } asked ? asked[^1].Groups["text"].Value.Trim() : "";
        var sentences = Sentences(prompt);
        var best = Best(question, sentences);
        if (best is null) return ModelScript.Says(RefusalOf(prompt) ?? "I think so.");
        var (number, text) = best.Value;
        return ModelScript.Says(prompt.Contains("name the evidence that proves it and quote", StringComparison.Ordinal) ? $"{text} [{number} \"{QuoteOf(text)}\"]" : text);
    }

    private static string? RefusalOf(string prompt) => Refusal().Match(prompt) is { Success: true } told ? told.Groups["words"].Value.Trim() : null;

    private static List<(string Number, string Title, string Text)> Sentences(string prompt)
    {
        var sentences = new List<(string, string, string)>();
        foreach (Match passage in Passage().Matches(prompt))
        {
            foreach (var line in passage.Groups["text"].Value.Split('\n'))
                foreach (Match sentence in Sentence().Matches(line))
                    if (sentence.Value.Trim() is { Length: > 20 } text && text[0] is not ('#' or '|' or '`')) sentences.Add((passage.Groups["number"].Value, passage.Groups["title"].Value, text));
        }

        return sentences;
    }

    private static (string Number, string Text)? Best(string question, List<(string Number, string Title, string Text)> sentences)
    {
        var wanted = Words(question);
        if (wanted.Count == 0 || sentences.Count == 0) return null;
        var read = sentences.ConvertAll(s => Words(s.Text));
        var titles = sentences.ConvertAll(s => Words(s.Title));
        var weights = wanted.ToDictionary(w => w, w => Math.Log(1 + (sentences.Count / (1.0 + read.Count(r => r.Contains(w))))), StringComparer.Ordinal);
        var total = weights.Values.Sum();
        var (best, most) = (-1, 0.0);
        for (var i = 0; i < sentences.Count; i++)
        {
            var at = i;
            var share = wanted.Sum(w => read[at].Contains(w) ? weights[w] : titles[at].Contains(w) ? weights[w] / 2 : 0) / total;
            if (share > most) (best, most) = (i, share);
        }

        return most >= LeastShare ? (sentences[best].Number, sentences[best].Text) : null;
    }

    // The beginnings of long words: enough to meet other forms of the same word.
    private static HashSet<string> Words(string text) =>
        [.. Word().Matches(text).Select(m => m.Value.ToLower(CultureInfo.InvariantCulture)).Where(w => w.Length > 3).Select(w => w.Length > 6 ? w[..6] : w)];

    // Marks that would end the quote or the citation are not quoted.
    private static string QuoteOf(string sentence)
    {
        var longest = sentence.Split('"', '“', '”', '„', '«', '»', '[', ']').MaxBy(part => part.Length)!.Trim();
        return longest.Length <= LongestQuote ? longest : longest[..LongestQuote];
    }

    [GeneratedRegex(@"^Question: (?<text>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AskedFor();

    [GeneratedRegex(@"write exactly: (?<words>[A-Z ]+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Refusal();

    [GeneratedRegex(@"^\[(?<number>\d+)\]\n<{3,}\n(?<title>.*)\n\n(?<text>[\s\S]*?)\n>{3,}$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Passage();

    [GeneratedRegex(@"[^.!?]+(?:[.!?](?!\s|$)[^.!?]*)*[.!?]?", RegexOptions.None, 5000)]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\p{L}[\p{L}\p{N}]*", RegexOptions.None, 5000)]
    private static partial Regex Word();
}
