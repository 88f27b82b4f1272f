using Groundwork.UseCases;

namespace Groundwork.Server.Pages;

/// <summary>The page of a run.</summary>
/// <param name="Report">The run and its report.</param>
/// <param name="Others">Other runs of the same dataset, those started last first.</param>
/// <param name="Token">For the forms.</param>
public sealed record EvalRunView(EvalFragment Report, IReadOnlyList<EvalRunReply> Others, string Token);
