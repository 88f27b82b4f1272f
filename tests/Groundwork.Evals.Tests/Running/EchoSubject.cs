using System.Collections.Concurrent;

namespace Groundwork.Evals.Tests.Running;

/// <summary>Answers with the question, or as told; remembers what it was asked.</summary>
internal sealed class EchoSubject(Func<Sample, int, CancellationToken, ValueTask<Observation>>? answer = null, string fingerprint = "echo-1") : ISubject
{
    public ConcurrentQueue<(string Id, int Repeat)> Calls { get; } = new();

    public string Name => "echo";

    public string Fingerprint => fingerprint;

    public async ValueTask<Observation> RunAsync(Sample sample, int repeat, CancellationToken cancellationToken)
    {
        Calls.Enqueue((sample.Id, repeat));
        return answer is null ? Answer(sample, repeat) : await answer(sample, repeat, cancellationToken);
    }

    public static Observation Answer(Sample sample, int repeat) => new(sample.Id, repeat, ObservedOutcome.Answered, "echo of " + sample.Input);

    public static Observation Fail(Sample sample, int repeat) => new(sample.Id, repeat, ObservedOutcome.Failed, "") { Error = "no" };
}
