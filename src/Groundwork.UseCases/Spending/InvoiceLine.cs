using Groundwork.Models;

namespace Groundwork.UseCases.Spending;

/// <summary>One request on a provider's invoice.</summary>
/// <param name="Id">What was sent as <c>X-Client-Request-Id</c>.</param>
/// <param name="Usage">Tokens the provider asks money for.</param>
internal sealed record InvoiceLine(string Id, TokenUsage Usage);
