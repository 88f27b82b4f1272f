namespace Groundwork.UseCases;

/// <summary>What each step gains or loses on a collection's own questions, and which are taken from now on.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Questions">Questions with a relevant document.</param>
/// <param name="Ndcg">nDCG@10 without any step.</param>
/// <param name="Steps">The steps that were measured.</param>
/// <param name="Taken">Names of the steps that are taken from now on.</param>
/// <param name="Kept">Whether they were kept for the collection; false where only measured.</param>
/// <param name="ElapsedMs">Milliseconds from request to reply.</param>
public sealed record TuneReply(string Collection, int Questions, double Ndcg, IReadOnlyList<TunedStepReply> Steps, IReadOnlyList<string> Taken, bool Kept, long ElapsedMs);

/// <summary>What one step does alone.</summary>
/// <param name="Step">Its name.</param>
/// <param name="Gain">Mean gain in nDCG@10.</param>
/// <param name="Better">Questions that gain.</param>
/// <param name="Worse">Questions that lose.</param>
/// <param name="Chance">How likely so many more gain than lose by chance alone, 0..1: a two-sided sign test.</param>
public sealed record TunedStepReply(string Step, double Gain, int Better, int Worse, double Chance);
