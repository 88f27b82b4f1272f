namespace Groundwork.Evals;

/// <summary>What is measured: a retrieval, an answerer, a model, a program, a person. Handed in by whoever knows it.</summary>
public interface ISubject
{
    /// <summary>For people, like <c>answers of handbook</c>.</summary>
    string Name { get; }

    /// <summary>Hash of everything that decides its output: settings, prompts, model, state of the index.</summary>
    string Fingerprint { get; }

    /// <summary>Runs one sample.</summary>
    /// <param name="sample">What is asked. Its expectation must not be looked at.</param>
    /// <param name="repeat">From 0; a subject that draws by chance draws anew for each.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <returns>The observation. What went wrong with this sample alone is an observation with <see cref="ObservedOutcome.Failed"/>.</returns>
    /// <exception cref="SubjectUnavailableException">No sample can be run at present; the run stops and can be resumed.</exception>
    ValueTask<Observation> RunAsync(Sample sample, int repeat, CancellationToken cancellationToken);
}
