namespace Groundwork.Models.Metering;

/// <summary>An attempt before it is sent.</summary>
/// <param name="Context">On whose behalf.</param>
/// <param name="Route">The route.</param>
/// <param name="Use">What is asked for.</param>
/// <param name="Target">Who is asked.</param>
/// <param name="Most">Tokens it can use at most.</param>
internal sealed record MeteredAttempt(CallContext Context, string Route, ModelUse Use, ModelTarget Target, TokenUsage Most);
