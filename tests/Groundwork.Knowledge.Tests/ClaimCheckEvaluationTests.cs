using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Groundwork.Documents;
using Groundwork.Language;
using Groundwork.TestKit;
using Xunit.Abstractions;

namespace Groundwork.Knowledge.Tests;

/// <summary>How many forged statements the check removes, and how many good ones it harms, over 500 scripted answers on the handbook.</summary>
public sealed partial class ClaimCheckEvaluationTests(ITestOutputHelper output)
{
    private const int Answers = 500;
    private const int Seed = 20261121;

    [Fact]
    public async Task Forged_statements_are_removed_and_good_ones_are_kept()
    {
        await using var shelf = await Shelf.OpenAsync();
        await shelf.IngestAsync(Path.Combine(Repository.Root, "content", "handbook"));
        var passages = new List<Passage>();
        await foreach (var record in shelf.Documents.AllChunksAsync(ChunkingPlan.Default.Fingerprint, default))
            if (Sentences(record.Chunk.Text, record.Language).Count > 2) passages.Add(new Passage(record.Chunk, record.Title, record.Path, record.Language, 1, null));
        var random = new Random(Seed);
        var tally = new SortedDictionary<string, (int Removed, int All)>(StringComparer.Ordinal);
        for (var i = 0; i < Answers; i++)
        {
            Passage[] evidence = [.. Enumerable.Range(0, 4).Select(_ => passages[random.Next(passages.Count)]).DistinctBy(p => p.Chunk.Id)];
            var (kind, draft) = Script(evidence, random);
            var answer = await AnswerAsync(shelf, evidence, draft);
            var (removed, all) = tally.GetValueOrDefault(kind);
            tally[kind] = (removed + (answer.Abstained is null ? 0 : 1), all + 1);
        }

        foreach (var (kind, (removed, all)) in tally) output.WriteLine(FormattableString.Invariant($"{kind,-28} {removed,4} of {all,4} removed"));
        var (caught, bad) = Sum(tally.Where(t => t.Key.StartsWith("bad", StringComparison.Ordinal)));
        var (harmed, good) = Sum(tally.Where(t => t.Key.StartsWith("good", StringComparison.Ordinal)));
        output.WriteLine(FormattableString.Invariant($"caught {caught} of {bad} bad ({100.0 * caught / bad:F1} %), harmed {harmed} of {good} good ({100.0 * harmed / good:F1} %)"));
        (caught / (double)bad).ShouldBeGreaterThanOrEqualTo(0.95);
        (harmed / (double)good).ShouldBeLessThanOrEqualTo(0.02);
    }

    private static (int Removed, int All) Sum(IEnumerable<KeyValuePair<string, (int Removed, int All)>> tally) =>
        tally.Aggregate((Removed: 0, All: 0), (sum, next) => (sum.Removed + next.Value.Removed, sum.All + next.Value.All));

    private static async Task<Answer> AnswerAsync(Shelf shelf, IReadOnlyList<Passage> evidence, string draft)
    {
        await foreach (var happened in new GenerativeAnswerer(new FixedRetriever(evidence), shelf.Documents, new ScriptedChat(draft), "scripted").AnswerAsync(new Question("?"), default))
            if (happened is AnswerEvent.Completed completed) return completed.Answer;
        throw new InvalidOperationException("No answer was completed.");
    }

    private static (string Kind, string Draft) Script(Passage[] evidence, Random random)
    {
        while (true)
        {
            var at = random.Next(evidence.Length);
            var passage = evidence[at];
            var sentences = Sentences(passage.Chunk.Text, passage.Language);
            var sentence = sentences[random.Next(sentences.Count)];
            var words = sentence.Split(' ');
            var quote = string.Join(' ', words.Skip(words.Length / 4).Take(Math.Max(3, words.Length / 2)));
            var number = at + 1;
            if (random.NextDouble() >= 0.3)
                return random.Next(4) switch
                {
                    0 => ("good: verbatim", $"{sentence} [{number}]"),
                    1 => ("good: verbatim, quoted", $"{sentence} [{number} \"{quote}\"]"),
                    2 => ("good: shortened", $"{Shorten(words, random)} [{number}]"),
                    _ => ("good: shortened, quoted", $"{Shorten(words, random)} [{number} \"{quote}\"]"),
                };
            var isQuoted = random.Next(2) == 0;
            var marker = isQuoted ? $"[{number} \"{quote}\"]" : $"[{number}]";
            switch (random.Next(7))
            {
                case 0 when Digits().IsMatch(sentence):
                    return ("bad: forged number", $"{Digits().Replace(sentence, m => (long.Parse(m.Value, CultureInfo.InvariantCulture) + 7).ToString(CultureInfo.InvariantCulture), 1)} {marker}");
                case 1:
                    return ("bad: no such evidence", $"{sentence} [{evidence.Length + 1 + random.Next(4)}]");
                case 2 when evidence.Length > 1 && evidence[(at + 1) % evidence.Length].Path is var path && !string.Equals(path, passage.Path, StringComparison.Ordinal):
                    return ("bad: other evidence", $"{sentence} [{((at + 1) % evidence.Length) + 1}]");
                case 3:
                    return ("bad: invented quote", $"{sentence} [{number} \"{string.Join(' ', words.Reverse().Take(6))}\"]");
                case 4:
                    var other = sentences[random.Next(sentences.Count)];
                    if (string.Equals(other, sentence, StringComparison.Ordinal) || other.Split(' ').Length < 6) continue;
                    return ("bad: shifted quote", $"{sentence} [{number} \"{string.Join(' ', other.Split(' ').Take(6))}\"]");
                case 5 when Flip(sentence, passage.Language) is { } flipped:
                    return ("bad: flipped negation", $"{flipped} {marker}");
                case 6:
                    return ("bad: no citation", sentence);
                default:
                    continue;
            }
        }
    }

    private static List<string> Sentences(string text, LanguageCode language) =>
        [.. SentenceSplitter.Split(text, language).Select(s => s.Of(text)).Where(s => s.Split(' ').Length >= 8 && s.EndsWith('.') && !s.AsSpan().ContainsAny("[]|\n#*`\"") && s[0] is not '-')];

    // Every fifth word or so goes, but none that says how many or denies.
    private static string Shorten(string[] words, Random random)
    {
        var kept = new StringBuilder();
        foreach (var word in words)
            if (random.Next(5) != 0 || word.Any(char.IsDigit) || Negation.IsIn(word, LanguageCode.English) || ReferenceEquals(word, words[^1])) kept.Append(kept.Length > 0 ? " " : "").Append(word);
        return kept.ToString();
    }

    private static string? Flip(string sentence, LanguageCode language)
    {
        if (Negation.IsIn(sentence, language)) return Negated().Replace(sentence, " ", 1) is var plain && !Negation.IsIn(plain, language) ? plain : null;
        return Verb().IsMatch(sentence) ? Verb().Replace(sentence, m => m.Value + "not ", 1) : null;
    }

    [GeneratedRegex(@"(?<![\d.,])\d+(?![\d.,]*\d)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Digits();

    [GeneratedRegex(@" (?:not|never|no) ", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Negated();

    [GeneratedRegex(@" (?:is|are|can|should|must|may|will|does|do) ", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Verb();
}
