using Groundwork.Language;

namespace Groundwork.UseCases.Evaluating;

/// <summary>What decides a subject's output, by name.</summary>
internal static class SubjectSettings
{
    /// <summary>Hash of settings: equal ones give equal hashes, whatever their order.</summary>
    public static string Fingerprint(string kind, IReadOnlyDictionary<string, string> settings) =>
        ContentHash.OfText(string.Join('\n', settings.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Key}={s.Value}").Prepend(kind))).Hex;
}
