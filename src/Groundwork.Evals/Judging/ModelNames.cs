using System.Globalization;

namespace Groundwork.Evals.Judging;

/// <summary>Compares ids of models as vendors, gateways and local servers write them.</summary>
internal static class ModelNames
{
    // Beginnings of names that do not begin with the name of their family.
    private static readonly (string Start, string Family)[] s_families =
    [
        ("gpt", "openai"), ("chatgpt", "openai"), ("o1", "openai"), ("o3", "openai"), ("o4", "openai"), ("claude", "claude"), ("gemini", "google"), ("gemma", "google"),
        ("mistral", "mistral"), ("mixtral", "mistral"), ("ministral", "mistral"), ("magistral", "mistral"), ("codestral", "mistral"), ("devstral", "mistral"), ("pixtral", "mistral"),
        ("llama", "llama"), ("codellama", "llama"), ("meta-llama", "llama"), ("qwen", "qwen"), ("qwq", "qwen"), ("deepseek", "deepseek"), ("phi", "phi"), ("command", "cohere"), ("aya", "cohere"), ("grok", "grok"),
    ];

    public static JudgeKinship Compare(string judge, string? subject)
    {
        if (string.IsNullOrWhiteSpace(subject)) return JudgeKinship.Unknown;
        var (left, right) = (Bare(judge), Bare(subject));
        if (IsSame(left, right) || IsSame(right, left)) return JudgeKinship.SameModel;
        return string.Equals(FamilyOf(left), FamilyOf(right), StringComparison.Ordinal) ? JudgeKinship.SameFamily : JudgeKinship.Unrelated;
    }

    // A dated or tagged name is the same model as the name without: gpt-x-2026-01-02, llama3:latest.
    private static bool IsSame(string plain, string other) =>
        other.StartsWith(plain, StringComparison.Ordinal) && (other.Length == plain.Length || (other[plain.Length] is '-' or ':' or '@' && IsVersion(other[(plain.Length + 1)..])));

    private static bool IsVersion(string rest) => rest is "latest" || (rest.Length >= 4 && rest.All(c => char.IsAsciiDigit(c) || c == '-'));

    private static string Bare(string model)
    {
        var bare = model.Trim().ToLower(CultureInfo.InvariantCulture);
        return bare[(bare.LastIndexOf('/') + 1)..];
    }

    private static string FamilyOf(string model)
    {
        foreach (var (start, family) in s_families)
            if (model.StartsWith(start, StringComparison.Ordinal)) return family;
        var letters = 0;
        while (letters < model.Length && char.IsLetter(model[letters])) letters++;
        return letters == 0 ? model : model[..letters];
    }
}
