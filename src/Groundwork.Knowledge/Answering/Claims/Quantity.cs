using Groundwork.Language;

namespace Groundwork.Knowledge.Answering.Claims;

/// <summary>A number as a text writes it.</summary>
/// <param name="Values">What it may mean, as invariant decimals with a minus sign where one stands: <c>1.000</c> is one or a thousand, by language.</param>
/// <param name="Unit">Its unit in a common form, or null where none of the table stands beside it.</param>
/// <param name="Span">Where the number stands.</param>
/// <param name="Behind">Where the word behind it stands, a unit or what is counted; empty where there is none.</param>
internal sealed record Quantity(string[] Values, string? Unit, TextSpan Span, TextSpan Behind)
{
    /// <summary>Whether both can mean the same value in units that do not exclude each other. What is counted is compared where the words are known.</summary>
    public bool Agrees(Quantity other) =>
        Values.Any(value => other.Values.Contains(value, StringComparer.Ordinal)) && (Unit is null || other.Unit is null || string.Equals(Unit, other.Unit, StringComparison.Ordinal));
}
