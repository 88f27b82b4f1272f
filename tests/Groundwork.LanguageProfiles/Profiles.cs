using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Groundwork.LanguageProfiles;

/// <summary>Counts letters, pairs, triples and words of each language and writes their costs (see LanguageProfiles.txt in the library).</summary>
internal static class Profiles
{
    // One unit of cost is an eighth of a nat.
    private const double UnitsPerNat = 8;
    private const double ShareOfQuestionWords = 0.1;

    // A translation that has hardly begun tells more about its names than about its language.
    private const int FewestLetters = 5000;

    private static readonly (string Code, string Declaration, string? Help, string? Handbook)[] s_languages =
    [
        ("en", "eng", "C", "en-US"), ("de", "deu_1996", "de", "de-DE"), ("es", "spa", "es", "es-ES"),
        ("fr", "fra", "fr", "fr-FR"), ("it", "ita", "it", "it-IT"), ("pt", "por_PT", "pt", "pt-BR"),
        ("nl", "nld", "nl", "nl-NL"), ("ru", "rus", "ru", "ru-RU"), ("uk", "ukr", "uk", null),
        ("bg", "bul", null, null), ("pl", "pol", "pl", "pl-PL"), ("cs", "ces", "cs", "cs-CZ"),
        ("sv", "swe", "sv", "sv-SE"), ("da", "dan", "da", "da-DK"), ("nb", "nob", null, "nb-NO"),
        ("fi", "fin", "fi", null), ("tr", "tur", "tr", "tr-TR"), ("ro", "ron_2006", "ro", "ro-RO"),
        ("hu", "hun", "hu", null), ("vi", "vie", "vi", "vi-VN"), ("id", "ind", "id", "id-ID"),
        ("ca", "cat", "ca", "ca-ES"),
    ];

    private static readonly (string Kind, int Most)[] s_kinds = [("1", 80), ("2", 350), ("3", 1500), ("=", 400)];

    public static void Build(string declarations, string help, string handbook, string fortunes, string questionWords, string output)
    {
        var questions = File.ReadLines(questionWords).Where(l => !l.StartsWith('#')).Select(l => l.Split(' ')).ToDictionary(f => f[0], f => f[1..], StringComparer.Ordinal);
        var text = new StringBuilder();
        foreach (var (code, declaration, helpCode, handbookCode) in s_languages)
        {
            var sources = new List<IEnumerable<string>> { TrainingText.Declaration(declarations, declaration) };
            if (helpCode is not null) sources.Add(TrainingText.DesktopHelp(help, helpCode));
            if (handbookCode is not null) sources.Add(TrainingText.Handbook(handbook, handbookCode));
            if (code is "bg" or "ru") sources.Add(TrainingText.Fortunes(Path.Combine(fortunes, code)));
            var counted = sources.ConvertAll(Count);
            counted.RemoveAll(c => c["1"].Values.Sum() < FewestLetters);
            counted.Add(Count([string.Join(' ', questions[code])]));
            text.Append("@ ").Append(code).Append('\n');
            Console.WriteLine($"{code}: {string.Join(", ", counted.Select(c => c["1"].Values.Sum()))} letters");
            foreach (var (kind, most) in s_kinds) Write(text, kind, most, counted);
        }

        using var file = File.Create(output);
        using var packed = new BrotliStream(file, CompressionLevel.SmallestSize);
        packed.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static void Write(StringBuilder text, string kind, int most, List<Dictionary<string, Dictionary<string, int>>> sources)
    {
        var shares = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var s = 0; s < sources.Count; s++)
        {
            var weight = s == sources.Count - 1 ? ShareOfQuestionWords : (1 - ShareOfQuestionWords) / (sources.Count - 1);
            double total = sources[s][kind].Values.Sum();
            foreach (var (gram, count) in sources[s][kind]) shares[gram] = shares.GetValueOrDefault(gram) + (weight * count / total);
        }

        var costs = shares.OrderByDescending(g => g.Value).ThenBy(g => g.Key, StringComparer.Ordinal).Take(most)
            .GroupBy(g => (int)Math.Round(-UnitsPerNat * Math.Log(g.Value)));
        foreach (var cost in costs)
        {
            var grams = cost.Select(g => g.Key).Order(StringComparer.Ordinal);
            text.Append(CultureInfo.InvariantCulture, $"{cost.Key} {string.Join(' ', grams)}\n");
        }
    }

    private static Dictionary<string, Dictionary<string, int>> Count(IEnumerable<string> paragraphs)
    {
        var counts = s_kinds.ToDictionary(k => k.Kind, _ => new Dictionary<string, int>(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var paragraph in paragraphs)
            foreach (var word in Words(paragraph.Normalize(NormalizationForm.FormC).ToLowerInvariant()))
            {
                var padded = "_" + word + "_";
                for (var i = 0; i < word.Length; i++) Add("1", word[i].ToString());
                for (var i = 0; i + 2 <= padded.Length; i++) Add("2", padded.Substring(i, 2));
                for (var i = 0; i + 3 <= padded.Length; i++) Add("3", padded.Substring(i, 3));
                Add("=", "=" + word);
            }

        return counts;

        void Add(string kind, string gram) => counts[kind][gram] = counts[kind].GetValueOrDefault(gram) + 1;
    }

    private static IEnumerable<string> Words(string text)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var inside = i < text.Length && char.IsLetter(text[i]);
            if (inside && start < 0) start = i;
            if (inside || start < 0) continue;
            yield return text[start..i];
            start = -1;
        }
    }
}
