namespace Groundwork.Evals.Running;

/// <summary>Calls a subject once. Whatever goes wrong with the sample becomes a failed observation.</summary>
internal static class SubjectCall
{
    public static async ValueTask<Observation> RunAsync(ISubject subject, Sample sample, int repeat, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        Observation observation;
        using var late = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            // A subject that does not listen is left behind.
            observation = await subject.RunAsync(sample, repeat, either.Token).AsTask().WaitAsync(either.Token);
            if (observation is null) observation = Failed(sample, repeat, "the subject gave no observation");
            else if (ObservationRules.ProblemOf(observation) is { } problem) observation = observation with { Outcome = ObservedOutcome.Failed, Error = problem, Ranking = null, Confidence = null };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            observation = Failed(
                sample, repeat, late.IsCancellationRequested ? FormattableString.Invariant($"no answer within {timeout.TotalSeconds} s") : "the subject cancelled itself");
        }
        catch (Exception problem) when (problem is not (SubjectUnavailableException or OperationCanceledException or OutOfMemoryException))
        {
            observation = Failed(sample, repeat, $"{problem.GetType().Name}: {problem.Message}");
        }

        // How long it takes to look into a file says nothing about who wrote it.
        var cost = observation.Cost.LatencyMs is null && subject is not RecordedSubject ? observation.Cost with { LatencyMs = time.GetElapsedTime(began).TotalMilliseconds } : observation.Cost;
        return observation with { Sample = sample.Id, Repeat = repeat, Cost = cost };
    }

    private static Observation Failed(Sample sample, int repeat, string error) => new(sample.Id, repeat, ObservedOutcome.Failed, "") { Error = error };
}
