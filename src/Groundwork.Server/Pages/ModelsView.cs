using Groundwork.UseCases;

namespace Groundwork.Server.Pages;

/// <summary>The page of models.</summary>
/// <param name="Models">Routes and budgets.</param>
/// <param name="Usage">What was used, by day.</param>
/// <param name="Keys">The keys, never their secrets.</param>
/// <param name="Days">Days that the plots show.</param>
/// <param name="Now">The time.</param>
public sealed record ModelsView(ModelsReply Models, ModelUsageReply Usage, IReadOnlyList<ApiKey> Keys, int Days, DateTimeOffset Now);
