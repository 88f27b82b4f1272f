using System.Buffers;

namespace Groundwork.Evals.Datasets;

/// <summary>What names of datasets and samples must be.</summary>
internal static class SampleRules
{
    public const int LongestId = 256;
    public const int LongestInput = 1_000_000;
    private const int LongestName = 64;

    private static readonly SearchValues<char> s_nameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789._-");

    public static void RequireName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length is 0 or > LongestName || !char.IsAsciiLetterOrDigit(name[0]) || name.AsSpan().ContainsAnyExcept(s_nameCharacters))
            throw new DatasetRefusedException($"\"{Storing.JsonMembers.Shorten(name)}\" is no name of a dataset. A name has 1 to {LongestName} of the characters a-z 0-9 . _ - and begins with a letter or digit.", []);
    }

    public static void Require(Sample sample, int position)
    {
        ArgumentNullException.ThrowIfNull(sample);
        if (ProblemOf(sample) is { } problem) throw new DatasetRefusedException(FormattableString.Invariant($"Item {position + 1} makes no sample: {problem}."), []);
    }

    /// <returns>What is wrong with a sample, as half a sentence; null when nothing is.</returns>
    public static string? ProblemOf(Sample sample)
    {
        if (sample.Id.Length is 0 or > LongestId) return FormattableString.Invariant($"an id has 1 to {LongestId} characters, this one has {sample.Id.Length}");
        if (sample.Id.Any(char.IsControl)) return "its id holds control characters";
        if (string.IsNullOrWhiteSpace(sample.Id)) return "its id is blank";
        if (string.IsNullOrWhiteSpace(sample.Input)) return $"the input of \"{sample.Id}\" is empty";
        if (sample.Input.Length > LongestInput) return FormattableString.Invariant($"the input of \"{sample.Id}\" has {sample.Input.Length} characters; the most are {LongestInput}");
        if (sample.Tags.Keys.Any(string.IsNullOrWhiteSpace)) return $"a tag of \"{sample.Id}\" has no name";
        if (sample.Expected.Relevant is { } relevant && relevant.Keys.Any(string.IsNullOrWhiteSpace)) return $"a judgement of \"{sample.Id}\" names no document";
        if (sample.Expected.Answers is { } answers && answers.Any(string.IsNullOrWhiteSpace)) return $"an answer of \"{sample.Id}\" is empty";
        if (sample.Expected.Checks is { } checks && checks.Any(check => string.IsNullOrWhiteSpace(check.Kind) || !(check.Weight > 0) || !double.IsFinite(check.Weight)))
            return $"a check of \"{sample.Id}\" has no kind, or no weight above 0";
        return null;
    }
}
