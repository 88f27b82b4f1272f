using System.Collections.Frozen;
using System.Globalization;
using System.IO.Compression;

namespace Groundwork.Language.Detection;

/// <summary>The embedded statistics of LanguageProfiles.br: what an n-gram costs in each language.</summary>
internal sealed class LanguageProfiles
{
    private const float UnitsPerNat = 8;

    // What an n-gram costs where the language's list lacks it: a little more than the rarest listed of its kind.
    private static readonly float[] s_unlisted = [0, 9.5f, 9.5f, 10.5f, 10.5f];

    private static readonly Lazy<LanguageProfiles> s_instance = new(() => new LanguageProfiles());

    private readonly Dictionary<string, float[]>.AlternateLookup<ReadOnlySpan<char>> _costs;

    private LanguageProfiles()
    {
        using var resource = typeof(LanguageProfiles).Assembly.GetManifestResourceStream("Groundwork.Language.Detection.LanguageProfiles.br")!;
        using var unpacked = new BrotliStream(resource, CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Languages = [.. lines.Where(l => l.StartsWith('@')).Select(l => new LanguageCode(l[2..]))];
        var costs = new Dictionary<string, float[]>(StringComparer.Ordinal);
        var language = -1;
        foreach (var line in lines)
        {
            if (line.StartsWith('@'))
            {
                language++;
                continue;
            }

            var grams = line.Split(' ');
            var cost = int.Parse(grams[0], CultureInfo.InvariantCulture) / UnitsPerNat;
            foreach (var gram in grams.AsSpan(1))
            {
                if (!costs.TryGetValue(gram, out var byLanguage))
                {
                    byLanguage = new float[Languages.Length];
                    Array.Fill(byLanguage, Unlisted(gram));
                    costs.Add(gram, byLanguage);
                }

                byLanguage[language] = Math.Min(cost, byLanguage[language]);
            }
        }

        _costs = costs.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public static LanguageProfiles Instance => s_instance.Value;

    public LanguageCode[] Languages { get; }

    /// <summary>Costs of an n-gram in nats, by language, or null when no language lists it. Do not write to it.</summary>
    public float[]? Find(ReadOnlySpan<char> gram) => _costs.TryGetValue(gram, out var costs) ? costs : null;

    private static float Unlisted(string gram) => gram[0] == '=' ? s_unlisted[4] : s_unlisted[gram.Length];
}
