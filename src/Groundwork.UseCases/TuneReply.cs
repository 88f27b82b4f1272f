namespace Groundwork.UseCases;

/// <summary>What each step gains or loses on a collection's own questions, and which are taken from now on.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Questions">Questions with a relevant document; one half chooses the steps, the other checks the choice.</param>
/// <param name="Ndcg">nDCG@10 of the choosing half with the steps that the choice begins with.</param>
/// <param name="Steps">The steps that were measured.</param>
/// <param name="Check">What the chosen steps together do on the half that did not choose; null where the choice is what it began with.</param>
/// <param name="Taken">Names of the steps that are taken from now on, or would be.</param>
/// <param name="Kept">Whether they were kept for the collection; false where only measured.</param>
/// <param name="ElapsedMs">Milliseconds from request to reply.</param>
public sealed record TuneReply(
    string Collection, int Questions, double Ndcg, IReadOnlyList<TunedStepReply> Steps, TuneCheckReply? Check, IReadOnlyList<string> Taken, bool Kept, long ElapsedMs);

/// <summary>What one step does beside those that the choice begins with, on the choosing half.</summary>
/// <param name="Step">Its name.</param>
/// <param name="Gain">Mean gain in nDCG@10 of having it; negative where it loses.</param>
/// <param name="Better">Questions that gain.</param>
/// <param name="Worse">Questions that lose.</param>
/// <param name="Chance">How likely a mean so far from 0, either way, is by chance alone, 0..1: a paired permutation test, corrected for the number of steps (Holm 1979).</param>
public sealed record TunedStepReply(string Step, double Gain, int Better, int Worse, double Chance);

/// <summary>The chosen steps together against those that the choice began with, on questions that took no part in it.</summary>
/// <param name="Questions">Their number.</param>
/// <param name="Ndcg">nDCG@10 of the steps that the choice began with.</param>
/// <param name="Gain">Mean gain of the chosen ones.</param>
/// <param name="Better">Questions that gain.</param>
/// <param name="Worse">Questions that lose.</param>
/// <param name="Chance">How likely a mean so far from 0 is by chance alone, 0..1: a paired permutation test.</param>
/// <param name="Passed">Whether they gain here too. Where they do not, nothing that was chosen is taken.</param>
public sealed record TuneCheckReply(int Questions, double Ndcg, double Gain, int Better, int Worse, double Chance, bool Passed);
