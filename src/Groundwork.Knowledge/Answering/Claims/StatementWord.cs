using Groundwork.Language;

namespace Groundwork.Knowledge.Answering.Claims;

/// <summary>A word of a statement.</summary>
/// <param name="Surface">As it stands, in lower case.</param>
/// <param name="Terms">What it is found by; at least one.</param>
/// <param name="IsStopWord">Whether it is too common to carry meaning.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="Clause">Number of its clause in the text, from 0.</param>
internal sealed record StatementWord(string Surface, string[] Terms, bool IsStopWord, TextSpan Span, int Clause)
{
    public bool IsAmong(HashSet<string> terms) => Array.Exists(Terms, terms.Contains);

    public bool Shares(StatementWord other) => Array.Exists(Terms, term => Array.IndexOf(other.Terms, term) >= 0);
}
