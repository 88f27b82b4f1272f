using Groundwork.Language;

namespace Groundwork.Evals.Scoring;

/// <summary>Hash of what decides a scorer's scores. The version of a scorer goes up when its code gives other scores for the same input.</summary>
internal static class ScorerFingerprint
{
    public static string Of(string name, int version, params IEnumerable<string> settings) =>
        ContentHash.OfText(string.Join('\n', [FormattableString.Invariant($"{name} {version}"), .. settings])).Hex;
}
