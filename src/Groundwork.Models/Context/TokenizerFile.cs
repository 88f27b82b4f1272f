using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Groundwork.Models.Context;

/// <summary>Reads a model's vocabulary: a <c>.tiktoken</c> file, or the <c>tokenizer.json</c> of Hugging Face with a byte-level BPE.</summary>
internal static class TokenizerFile
{
    private const long LongestFile = 128L << 20;
    private const string Gpt2 = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";
    private const string Cl100k = @"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";
    private const string O200k =
        @"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    private static readonly TimeSpan PatternTimeout = TimeSpan.FromSeconds(5);

    /// <summary>The counter of the file.</summary>
    /// <exception cref="InvalidDataException">The file is not such a tokenizer; the message says what it is instead.</exception>
    public static BytePairCounter Read(string path)
    {
        var length = new FileInfo(path).Length;
        if (length > LongestFile)
            throw Refused(path, string.Create(CultureInfo.InvariantCulture, $"it has {length} bytes, more than {LongestFile}"));
        try
        {
            return new BytePairCounter(path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? HuggingFace(path) : Tiktoken(path));
        }
        catch (Exception broken) when (broken is JsonException or FormatException or KeyNotFoundException or InvalidOperationException or RegexParseException)
        {
            throw Refused(path, $"it cannot be read ({broken.Message})", broken);
        }
    }

    private static BytePairVocabulary Tiktoken(string path)
    {
        var ranks = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(path))
        {
            if (line.Length == 0)
                continue;
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            if (space < 1)
                throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"line {ranks.Count + 1} is not a token and its rank"));
            ranks[Letters(Convert.FromBase64String(line[..space]))] = int.Parse(line.AsSpan(space + 1), NumberStyles.None, CultureInfo.InvariantCulture);
        }

        // The file does not name its pattern; the sizes of the three that exist are far apart.
        var pattern = ranks.Count switch
        {
            <= 60_000 => Gpt2,
            <= 150_000 => Cl100k,
            _ => O200k,
        };
        return new BytePairVocabulary([Pattern(pattern)], ranks, tokens: null, isByResult: true);
    }

    private static BytePairVocabulary HuggingFace(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        var model = json.RootElement.GetProperty("model");
        if (Type(model) is { } type and not "BPE")
            throw Refused(path, $"its model is {type}, and only BPE is understood");
        if (json.RootElement.TryGetProperty("normalizer", out var normalizer) && normalizer.ValueKind == JsonValueKind.Object && Type(normalizer) is { } form and not "NFC")
            throw Refused(path, $"it normalises texts by {form}");
        var patterns = new List<Regex>();
        if (!json.RootElement.TryGetProperty("pre_tokenizer", out var before) || before.ValueKind != JsonValueKind.Object || !AddPatterns(before, patterns, path))
            throw Refused(path, "its BPE is not byte-level");
        var ranks = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var merge in model.GetProperty("merges").EnumerateArray())
            ranks.TryAdd(merge.ValueKind == JsonValueKind.Array ? $"{merge[0].GetString()} {merge[1].GetString()}" : merge.GetString()!, ranks.Count);
        HashSet<string>? tokens = null;
        if (model.TryGetProperty("ignore_merges", out var ignores) && ignores.ValueKind == JsonValueKind.True)
            tokens = [.. model.GetProperty("vocab").EnumerateObject().Select(static token => token.Name)];
        return new BytePairVocabulary(patterns, ranks, tokens, isByResult: false);
    }

    /// <summary>Collects the patterns in their order; true if one of the steps is byte-level.</summary>
    private static bool AddPatterns(JsonElement step, List<Regex> patterns, string path)
    {
        switch (Type(step))
        {
            case "Sequence":
                var isByteLevel = false;
                foreach (var inner in step.GetProperty("pretokenizers").EnumerateArray())
                    isByteLevel |= AddPatterns(inner, patterns, path);
                return isByteLevel;
            case "ByteLevel":
                if (!step.TryGetProperty("use_regex", out var uses) || uses.ValueKind != JsonValueKind.False)
                    patterns.Add(Pattern(Gpt2));
                return true;
            case "Digits":
                patterns.Add(Pattern(step.TryGetProperty("individual_digits", out var single) && single.ValueKind == JsonValueKind.True ? @"\p{N}" : @"\p{N}+"));
                return false;
            case "Split" when step.GetProperty("pattern").TryGetProperty("Regex", out var regex) && step.GetProperty("behavior").GetString() is "Isolated" or "Removed":
                patterns.Add(Pattern(regex.GetString()!));
                return false;
            case var other:
                throw Refused(path, $"it cuts texts by {other}, which is not understood");
        }
    }

    private static string? Type(JsonElement part) => part.TryGetProperty("type", out var type) ? type.GetString() : null;

    private static Regex Pattern(string pattern) => new(pattern, RegexOptions.CultureInvariant | RegexOptions.Compiled, PatternTimeout);

    private static string Letters(byte[] token) => string.Create(token.Length, token, static (letters, bytes) =>
    {
        for (var i = 0; i < bytes.Length; i++)
            letters[i] = ByteLetters.Of(bytes[i]);
    });

    private static InvalidDataException Refused(string path, string why, Exception? inner = null) =>
        new($"The tokenizer at \"{path}\" cannot be used: {why}. Give the .tiktoken or tokenizer.json file of a byte-level BPE, or leave it out to estimate.", inner);
}
