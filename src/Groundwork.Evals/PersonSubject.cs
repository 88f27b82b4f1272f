using Groundwork.Language;

namespace Groundwork.Evals;

/// <summary>A person who answers, one question after the other.</summary>
public sealed class PersonSubject : ISubject, IDisposable
{
    private readonly Func<Sample, int, CancellationToken, ValueTask<PersonAnswer?>> _ask;
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Makes a subject of a person.</summary>
    /// <param name="who">Name or pseudonym; part of the fingerprint and kept with the run.</param>
    /// <param name="sitting">Tells sittings of the same person apart, like a date; part of the fingerprint.</param>
    /// <param name="ask">Shows the sample, never its expectation, and waits for the answer; null when none is given. Called for one sample at a time.</param>
    public PersonSubject(string who, string sitting, Func<Sample, int, CancellationToken, ValueTask<PersonAnswer?>> ask)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(who);
        ArgumentNullException.ThrowIfNull(sitting);
        ArgumentNullException.ThrowIfNull(ask);
        (Who, _ask) = (who, ask);
        Fingerprint = ContentHash.OfText(string.Join('\n', "person", who, sitting)).Hex;
    }

    /// <summary>Who answers.</summary>
    public string Who { get; }

    /// <inheritdoc />
    public string Name => $"answers of {Who}";

    /// <inheritdoc />
    public string Fingerprint { get; }

    /// <inheritdoc />
    public async ValueTask<Observation> RunAsync(Sample sample, int repeat, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sample);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var answer = await _ask(sample with { Expected = Expectation.Nothing }, repeat, cancellationToken);
            if (answer is null || (!answer.IsAbstained && string.IsNullOrWhiteSpace(answer.Text)))
                return new Observation(sample.Id, repeat, ObservedOutcome.Failed, "") { Error = $"{Who} gave no answer" };
            return new Observation(sample.Id, repeat, answer.IsAbstained ? ObservedOutcome.Abstained : ObservedOutcome.Answered, answer.Text)
            {
                Confidence = answer.Confidence, Facts = new Dictionary<string, string>(StringComparer.Ordinal) { ["who"] = Who },
            };
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();
}
